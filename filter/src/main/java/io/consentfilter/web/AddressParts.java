package io.consentfilter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the URL standard calls a URL record (§4.1), without user-info. Filled by the parser, then never changed. */
final class AddressParts {
    /** Special schemes (§4.2) and their ports. */
    private static final Map<String, Integer> SPECIAL =
            Map.of("http", 80, "https", 443, "ws", 80, "wss", 443, "ftp", 21, "file", -1);

    String scheme = "";

    @Nullable
    String host;

    /** -1 where it is the scheme's own. */
    int port = -1;

    List<String> segments = new ArrayList<>();

    /** Set where the path is opaque, as in {@code data:x}. */
    @Nullable
    String opaquePath;

    @Nullable
    String query;

    @Nullable
    String fragment;

    boolean special() {
        return SPECIAL.containsKey(scheme);
    }

    void setPort(int number) {
        Integer own = SPECIAL.get(scheme);
        port = own != null && own == number ? -1 : number;
    }

    void takeAuthority(AddressParts base) {
        host = base.host;
        port = base.port;
    }

    void takePath(AddressParts base) {
        segments = new ArrayList<>(base.segments);
    }

    void shortenPath() {
        if (!segments.isEmpty()) {
            segments.remove(segments.size() - 1);
        }
    }

    String path() {
        String opaque = opaquePath;
        if (opaque != null) {
            return opaque;
        }
        return segments.isEmpty() && !special() ? "" : "/" + String.join("/", segments);
    }

    String text() {
        StringBuilder text = new StringBuilder(scheme).append(':');
        if (host != null) {
            text.append("//").append(host);
            if (port >= 0) {
                text.append(':').append(port);
            }
        }
        // URL standard 4.5: what would read as a host is none.
        text.append(host == null && path().startsWith("//") ? "/." : "").append(path());
        if (query != null) {
            text.append('?').append(query);
        }
        if (fragment != null) {
            text.append('#').append(fragment);
        }
        return text.toString();
    }
}
