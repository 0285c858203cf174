package io.consentfilter.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links to receipts of those who refused. Their cookie carries no id, so the confirmation offers the receipt by a signed link that
 * works once and not for long; nothing is stored to find them again.
 */
final class ReceiptLinks {
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** At most so many spent links are remembered. */
    static final int SPENT_MAX = 100_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

    private final Hmac hmac;
    private final InstantSource clock;
    private final Cache<String, Boolean> spent = Caffeine.newBuilder()
            .maximumSize(SPENT_MAX)
            .expireAfterWrite(LIFETIME.plusMinutes(1))
            .executor(Runnable::run)
            .build();

    ReceiptLinks(Hmac hmac, InstantSource clock) {
        this.hmac = hmac;
        this.clock = clock;
    }

    /** What proves the right to read this receipt once. */
    String write(String recordId) {
        String until = Long.toString(clock.instant().plus(LIFETIME).getEpochSecond());
        byte[] tag = hmac.tag(bytes(recordId, until));
        return until + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    }

    /** Whether it still opens this receipt; it is not spent by asking. */
    boolean opens(String recordId, String link) {
        Matcher form = FORM.matcher(link);
        return form.matches()
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(form.group(1))))
                && hmac.verify(
                        bytes(recordId, form.group(1)), Base64.getUrlDecoder().decode(form.group(2)))
                && spent.getIfPresent(recordId) == null;
    }

    /** Opens it, once. */
    boolean redeem(String recordId, String link) {
        return opens(recordId, link) && spent.asMap().putIfAbsent(recordId, true) == null;
    }

    private static byte[] bytes(String recordId, String until) {
        return (recordId + "." + until).getBytes(StandardCharsets.UTF_8);
    }
}
