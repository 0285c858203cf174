package io.consentfilter.view;

import io.consentfilter.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what a form showed: notice, language, variant, day. Signed; the same for everybody, so it is no identifier and breaks no
 * {@code ETag}. Form: base64url of the four lines, a dot, base64url of the first {@value #TAG_BYTES} bytes of their HMAC.
 */
public final class ShownToken {
    /** Days after which a form no longer proves what was shown: a page left open over a long holiday still counts. */
    public static final int NOTICE_DAYS_MAX = 30;

    /** Longer tokens are not ours. */
    public static final int TOKEN_CHARS_MAX = 512;

    private static final int TAG_BYTES = 16;
    private static final long DAY_MILLIS = 86_400_000;

    /** So many tokens of the day are kept. */
    static final int KEPT_MAX = 64;

    private final Hmac hmac;
    private final InstantSource clock;
    private final Map<Form, Written> written = new ConcurrentHashMap<>();

    private record Form(String noticeVersion, String language, String variant) {}

    /** A token of one day (days since 1970), the same for everybody: every page of that day carries it. */
    private record Written(long day, String token) {}

    /** Signs with a key derived for this use alone. */
    public ShownToken(Hmac hmac, InstantSource clock) {
        this.hmac = hmac;
        this.clock = clock;
    }

    /** What a form showed. */
    public record Shown(String noticeVersion, String language, String variant, LocalDate day) {}

    /** The token of today. No part may hold a line break. */
    public String write(String noticeVersion, String language, String variant) {
        Form form = new Form(noticeVersion, language, variant);
        long today = Math.floorDiv(clock.millis(), DAY_MILLIS);
        Written known = written.get(form);
        if (known == null || known.day() != today) {
            String shown = String.join("\n", noticeVersion, language, variant);
            known = new Written(today, sign(shown + "\n" + LocalDate.ofEpochDay(today)));
            // Notices and languages are few; whatever else comes along is signed each time.
            if (written.size() < KEPT_MAX || written.containsKey(form)) {
                written.put(form, known);
            }
        }
        return known.token();
    }

    private String sign(String text) {
        byte[] said = text.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(said) + "." + base64.encodeToString(Arrays.copyOf(hmac.tag(said), TAG_BYTES));
    }

    /** What the token says; empty where it is missing, forged, of the future or older than {@value #NOTICE_DAYS_MAX} days. */
    public Optional<Shown> read(@Nullable String token) {
        if (token == null || token.length() > TOKEN_CHARS_MAX || token.indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            int dot = token.indexOf('.');
            byte[] said = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] tag = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return hmac.verify(said, tag) ? shown(said).filter(this::fresh) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Shown> shown(byte[] said) {
        String[] lines = new String(said, StandardCharsets.UTF_8).split("\n", -1);
        return lines.length == 4
                ? Optional.of(new Shown(lines[0], lines[1], lines[2], LocalDate.parse(lines[3])))
                : Optional.empty();
    }

    /** Nodes of a cluster may disagree about midnight: a token of tomorrow passes. */
    private boolean fresh(Shown shown) {
        LocalDate today = today();
        return !shown.day().isAfter(today.plusDays(1)) && !shown.day().isBefore(today.minusDays(NOTICE_DAYS_MAX));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
