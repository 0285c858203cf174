package io.consentfilter.rewrite;

import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import io.consentfilter.web.DataAddress;
import io.consentfilter.web.WebAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an address of the page would contact somebody who is to be left alone. An address is judged against the document's
 * address and against every {@code <base>} seen: tree builders and preload scanners do not agree on which of those counts.
 */
final class AddressJudge {
    /** More bases than this and every address that is not absolute and granted is withheld. */
    static final int BASES_MAX = 4;

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final String SCRIPT = "javascript:";
    private static final byte[] JAVASCRIPT = SCRIPT.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

    private static final byte STAYS = 1;
    private static final byte DECIDES = 2;

    /** By byte: whether it leaves the URL parser as it came in, in a path, a query and a fragment (URL standard, 4.4). */
    private static final byte[] IN_PATH = inPath();

    /** By byte: whether it may stand in a host that is written plainly. */
    private static final boolean[] IN_HOST = inHost();

    private static final int CACHE_SLOTS_MIN = 16;
    private static final int CACHE_SLOTS_MAX = 128;
    private static final int PLAIN_LENGTH_MAX = 256;
    private static final JudgedHost NOBODY =
            new JudgedHost("(too many bases)", new Verdict(Verdict.Kind.UNDECLARED, null));

    /** Answer of {@link #withheld(byte[], int, int)}: the value has to be decoded and asked for as text. */
    static final JudgedHost UNKNOWN = new JudgedHost("", new Verdict(Verdict.Kind.UNDECLARED, null));

    /** What exceeds a limit is withheld like something of nobody. */
    static final JudgedHost TOO_LONG = new JudgedHost("(too long)", new Verdict(Verdict.Kind.UNDECLARED, null));

    private final RewriteContext context;
    private final Registry registry;
    private final boolean paths;
    private final List<WebAddress> bases = new ArrayList<>(1);
    private boolean ownBases;
    private @Nullable JudgedHost[] cached = new JudgedHost[CACHE_SLOTS_MIN];
    private int cachedCount;
    private byte @Nullable [] scratch;

    AddressJudge(RewriteContext context) {
        this.context = context;
        this.registry = context.registry();
        this.paths = registry.hasPaths();
        bases.add(context.documentAddress());
        // The document's own address can be foreign: inside srcdoc it is the base of the page around.
        ownBases = context.requestHost().equals(context.documentAddress().host()) || isOwn(context.documentAddress());
    }

    /** Takes {@code <base href>}: HTML standard, 4.2.3. */
    void base(String href) {
        WebAddress base = WebAddress.base(href, context.documentAddress());
        if (base != context.documentAddress() && bases.size() <= BASES_MAX) {
            bases.add(base);
            ownBases &= isOwn(base);
            if (!root(base).equals(root(context.documentAddress()))) {
                context.insertions().based();
            }
        }
    }

    private static String root(WebAddress base) {
        return WebAddress.resolve("/", base).text();
    }

    private boolean isOwn(WebAddress base) {
        String host = base.host();
        return host != null && judgeHost(host).verdict().kind() == Verdict.Kind.OWN;
    }

    /** The withheld host behind an attribute's raw value, or null. */
    @Nullable
    JudgedHost withheld(byte[] bytes, int from, int to) {
        if (ownBases && !paths && WebAddress.staysWithBase(bytes, from, to)) {
            return null;
        }
        if (isHostless(bytes, from, to)) {
            return null;
        }
        JudgedHost known = plainHost(bytes, from, to);
        if (known == null || (paths && known.verdict().kind() == Verdict.Kind.OWN)) {
            return UNKNOWN;
        }
        return known.withheld() ? known : null;
    }

    /**
     * Judges a list of addresses at first sight: null where every piece between spaces and commas is open, the host of the first
     * one where that is withheld, {@link #UNKNOWN} otherwise. An address of the list begins where a piece begins, and its host is
     * in its beginning; cutting at more commas than the list's grammar does no harm to what is open, but in the midst of a host.
     */
    @Nullable
    JudgedHost withheldOf(byte[] bytes, int from, int to) {
        int piece = from;
        boolean first = true;
        for (int at = from; at <= to; at++) {
            boolean ends = at == to || bytes[at] == ',' || isSpace(bytes[at]);
            if (!ends && bytes[at] <= ' ') {
                return UNKNOWN;
            }
            if (ends) {
                JudgedHost judged = at > piece ? withheld(bytes, piece, at) : null;
                if (judged != null) {
                    return first ? judged : UNKNOWN;
                }
                if (at < to && bytes[at] == ',' && endsWithHost(bytes, piece, at)) {
                    return UNKNOWN;
                }
                first &= at == piece;
                piece = at + 1;
            }
        }
        return null;
    }

    /** A comma is a letter of a host's name like others. */
    private static boolean endsWithHost(byte[] bytes, int from, int to) {
        int host = afterScheme(bytes, from, to);
        return host >= 0 && plainHostEnd(bytes, host, to) == to;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    /** The withheld host behind an address, or null. */
    @Nullable
    JudgedHost withheld(String address) {
        if (bases.size() > BASES_MAX) {
            return NOBODY;
        }
        JudgedHost plain = plainly(address);
        return plain == UNKNOWN ? resolvedAndWithheld(address) : plain;
    }

    /** The same at first sight, as for a raw value; {@link #UNKNOWN} where the text is long or not ASCII. */
    private @Nullable JudgedHost plainly(String address) {
        int length = address.length();
        if (length > PLAIN_LENGTH_MAX) {
            return UNKNOWN;
        }
        byte[] bytes = scratch == null ? scratch = new byte[PLAIN_LENGTH_MAX] : scratch;
        for (int i = 0; i < length; i++) {
            char c = address.charAt(i);
            if (c >= 0x80) {
                return UNKNOWN;
            }
            bytes[i] = (byte) c;
        }
        return withheld(bytes, 0, length);
    }

    private @Nullable JudgedHost resolvedAndWithheld(String address) {
        for (WebAddress base : bases) {
            WebAddress resolved = WebAddress.resolve(address, base);
            String host = resolved.host();
            if (host != null) {
                JudgedHost judged = judge(host, resolved);
                if (judged.withheld()) {
                    return judged;
                }
            }
        }
        return null;
    }

    /** The same for a document inside this one, whose bytes are UTF-8 and whose base is this one's. */
    RewriteContext inner() {
        return new RewriteContext(
                registry,
                context.grants(),
                bases.get(bases.size() - 1),
                context.requestHost(),
                StandardCharsets.UTF_8,
                false,
                RewriteContext.DocumentKind.FRAGMENT,
                context.once(),
                context.withhold(),
                context.insertions());
    }

    /** The address as the page means it. */
    String resolved(String address) {
        return WebAddress.resolve(address, bases.get(bases.size() - 1)).text();
    }

    /**
     * The same for an address written so plainly that resolving changes nothing: nothing to encode, no dots for a path, no
     * reference but {@code &amp;}. False where it is not.
     */
    boolean resolvePlainly(byte[] bytes, int from, int to, AsciiText into) {
        int host = afterScheme(bytes, from, to);
        int path = host < 0 ? -1 : plainHostEnd(bytes, host, to);
        if (path < 0 || path == to || bytes[path] != '/') {
            return false;
        }
        into.clear();
        if (host - from == 2) {
            String scheme = bases.get(bases.size() - 1).scheme();
            if (!scheme.equals("https") && !scheme.equals("http")) {
                return false;
            }
            into.append(scheme);
            into.append(':');
        }
        return appendPath(bytes, from, path, to, into);
    }

    /** Appends what begins at {@code from} and whose path begins at {@code path}, in runs between references. */
    private static boolean appendPath(byte[] bytes, int from, int path, int to, AsciiText into) {
        int written = from;
        boolean fragment = false;
        for (int i = path; i < to; i++) {
            byte kind = IN_PATH[bytes[i] & 0xFF];
            if (kind == STAYS) {
                continue;
            }
            if (kind != DECIDES) {
                return false;
            }
            if (bytes[i] == '/') {
                if (i + 1 < to && (bytes[i + 1] == '.' || bytes[i + 1] == '%')) {
                    return false;
                }
            } else if (bytes[i] == '&') {
                if (!startsWith(bytes, i, to, AMPERSAND)) {
                    return false;
                }
                into.append(bytes, written, i + 1);
                i += AMPERSAND.length - 1;
                written = i + 1;
            } else if (fragment) {
                return false;
            } else {
                fragment = true;
            }
        }
        into.append(bytes, written, to);
        return true;
    }

    private static boolean[] inHost() {
        boolean[] in = new boolean[256];
        Arrays.fill(in, 'a', 'z' + 1, true);
        Arrays.fill(in, '0', '9' + 1, true);
        in['.'] = true;
        in['-'] = true;
        return in;
    }

    private static byte[] inPath() {
        byte[] in = new byte[256];
        Arrays.fill(in, 'a', 'z' + 1, STAYS);
        Arrays.fill(in, 'A', 'Z' + 1, STAYS);
        Arrays.fill(in, '0', '9' + 1, STAYS);
        for (char c : "-_.~%?=+,;:@!$*()|[]".toCharArray()) {
            in[c] = STAYS;
        }
        for (char c : "/&#".toCharArray()) {
            in[c] = DECIDES;
        }
        return in;
    }

    private JudgedHost judge(String host, WebAddress address) {
        JudgedHost judged = judgeHost(host);
        if (paths && judged.verdict().kind() == Verdict.Kind.OWN) {
            Verdict verdict = registry.judgePath(address.path(), context.grants());
            return verdict.withheld() ? new JudgedHost(host, verdict) : judged;
        }
        return judged;
    }

    private JudgedHost judgeHost(String host) {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        return known(name, 0, name.length);
    }

    /** Whether an address that begins so names no host, however it goes on. */
    static boolean isHostless(String beginning) {
        return DataAddress.begins(beginning) || beginning.regionMatches(true, 0, SCRIPT, 0, SCRIPT.length());
    }

    /** {@code data:} and {@code javascript:} name no host, however long they are. */
    private static boolean isHostless(byte[] bytes, int from, int to) {
        byte first = from < to ? bytes[from] : 0;
        return (first == 'd' && startsWith(bytes, from, to, DATA))
                || (first == 'j' && startsWith(bytes, from, to, JAVASCRIPT));
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] scheme) {
        return to - from >= scheme.length && Arrays.equals(bytes, from, from + scheme.length, scheme, 0, scheme.length);
    }

    /** {@code https://host/…} written plainly, as nearly all are; null where it needs the whole standard. */
    private @Nullable JudgedHost plainHost(byte[] bytes, int from, int to) {
        int host = afterScheme(bytes, from, to);
        int end = host < 0 ? -1 : plainHostEnd(bytes, host, to);
        return end < 0 ? null : known(bytes, host, end);
    }

    /** Where a host ends that is nobody's in disguise, or -1. */
    private static int plainHostEnd(byte[] bytes, int host, int to) {
        int end = host;
        int label = host;
        while (end < to && IN_HOST[bytes[end] & 0xFF]) {
            byte c = bytes[end++];
            if (c == '.') {
                label = end;
            } else if (c == '-' && bytes[end - 2] == '-') {
                return -1; // "xn--" may be refused
            }
        }
        boolean whole = end > host && (end == to || bytes[end] == '/' || bytes[end] == '?' || bytes[end] == '#');
        // A last label that is empty or begins with a digit may be an IPv4 address in disguise.
        return whole && label < end && bytes[label] >= 'a' ? end : -1;
    }

    private static int afterScheme(byte[] b, int from, int to) {
        int at = from;
        if (to - at > 8 && b[at] == 'h' && b[at + 1] == 't' && b[at + 2] == 't' && b[at + 3] == 'p') {
            at += b[at + 4] == 's' ? 5 : 4;
            if (b[at] != ':') {
                return -1;
            }
            at++;
        }
        boolean slashes = to - at > 2 && b[at] == '/' && b[at + 1] == '/';
        return slashes ? at + 2 : -1;
    }

    private JudgedHost known(byte[] bytes, int from, int to) {
        int hash = JudgedHost.hash(bytes, from, to);
        int slot = slot(hash);
        for (JudgedHost judged = cached[slot]; judged != null; judged = cached[slot]) {
            if (judged.isNamed(bytes, from, to, hash)) {
                return judged;
            }
            slot = (slot + 1) & (cached.length - 1);
        }
        String host = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        JudgedHost judged = new JudgedHost(host, registry.judgeHost(host, context.requestHost(), context.grants()));
        if (cachedCount < CACHE_SLOTS_MAX * 3 / 4) {
            remember(judged);
        }
        return judged;
    }

    private void remember(JudgedHost judged) {
        if (cachedCount * 4 >= cached.length * 3) {
            @Nullable JudgedHost[] hosts = cached;
            cached = new JudgedHost[hosts.length * 2];
            for (JudgedHost each : hosts) {
                if (each != null) {
                    put(each);
                }
            }
        }
        put(judged);
        cachedCount++;
    }

    private void put(JudgedHost judged) {
        int slot = slot(judged.hash());
        while (cached[slot] != null) {
            slot = (slot + 1) & (cached.length - 1);
        }
        cached[slot] = judged;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 7) & (cached.length - 1);
    }
}
