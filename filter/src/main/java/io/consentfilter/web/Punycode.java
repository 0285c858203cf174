package io.consentfilter.web;

/** Punycode, RFC 3492 section 6.3. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;

    private Punycode() {}

    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int point : points) {
            if (point < 0x80) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        long delta = 0;
        int bias = 72;
        int handled = basic;
        int next = 0x80;
        while (handled < points.length) {
            int smallest = Integer.MAX_VALUE;
            for (int point : points) {
                smallest = point >= next ? Math.min(smallest, point) : smallest;
            }
            delta += (long) (smallest - next) * (handled + 1);
            next = smallest;
            for (int point : points) {
                delta += point < next ? 1 : 0;
                if (point == next) {
                    number(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            next++;
        }
        return out.toString();
    }

    private static void number(StringBuilder out, long delta, int bias) {
        long q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
            if (q < t) {
                break;
            }
            out.append(digit((int) (t + (q - t) % (BASE - t))));
            q = (q - t) / (BASE - t);
        }
        out.append(digit((int) q));
    }

    private static int adapt(long delta, int count, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
    }

    private static char digit(int d) {
        return (char) (d < 26 ? 'a' + d : '0' + d - 26);
    }
}
