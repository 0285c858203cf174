package io.consentfilter.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number as ECMAScript writes it (ECMA-262, Number::toString; RFC 8785, 3.2.2.3): the fewest digits that read back to the
 * same double, the nearest of those. {@code Double.toString} is not that on Java 17 (JDK-4511638).
 */
final class CanonicalNumber {
    /** Above it a double no longer tells neighbouring whole numbers apart. */
    private static final long EXACT_MAX = 1L << 53;

    private static final BigInteger EXACT_MAX_BIG = BigInteger.valueOf(EXACT_MAX);
    private static final int DIGITS_MAX = 17;

    private CanonicalNumber() {}

    static String of(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.toString();
        }
        if (number instanceof Long || number instanceof BigInteger) {
            return whole(new BigInteger(number.toString()));
        }
        return ofDouble(number.doubleValue());
    }

    private static String whole(BigInteger value) {
        if (value.abs().compareTo(EXACT_MAX_BIG) > 0) {
            throw new IllegalArgumentException(
                    "a whole number beyond 2^53 has no canonical form; write it as a string");
        }
        return value.toString();
    }

    private static String ofDouble(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (value == 0) {
            return "0"; // also for -0
        }
        return value < 0 ? "-" + layout(shortest(-value)) : layout(shortest(value));
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS_MAX; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean belowReadsBack = below.doubleValue() == value;
            boolean aboveReadsBack = above.doubleValue() == value;
            if (belowReadsBack && aboveReadsBack) {
                return nearer(exact, below, above);
            }
            if (belowReadsBack || aboveReadsBack) {
                return belowReadsBack ? below : above;
            }
        }
        return exact.round(new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN));
    }

    /** The nearer of two; of equally near ones the even (ECMA-262, Number::toString, note 2). */
    private static BigDecimal nearer(BigDecimal exact, BigDecimal below, BigDecimal above) {
        int order = exact.subtract(below).compareTo(above.subtract(exact));
        if (order == 0) {
            return below.unscaledValue().testBit(0) ? above : below;
        }
        return order < 0 ? below : above;
    }

    /** The cases of Number::toString, steps 6 to 10: {@code n} is the place of the decimal point. */
    private static String layout(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        String digits = stripped.unscaledValue().toString();
        int k = digits.length();
        int n = k - stripped.scale();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = (n - 1 < 0 ? "e-" : "e+") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }
}
