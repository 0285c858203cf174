package io.consentfilter.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * "Load once": a short-lived signed token in the address of the page that comes back ({@code ?_choice-once=…}). It unlocks one
 * element of one page view; no cookie, nothing stored. It counts once on a node: a second use within its life finds it spent.
 */
public final class OnceToken {
    /** The query parameter. */
    public static final String PARAMETER = "_choice-once";

    /** The browser is already on its way: longer is not needed. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    /** At most so many spent tokens are remembered; far more than can be made in their life (grants are limited). */
    static final int SPENT_MAX = 100_000;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Hmac hmac;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> spent = Caffeine.newBuilder()
            .maximumSize(SPENT_MAX)
            .expireAfterWrite(LIFETIME.plusMinutes(1))
            .executor(Runnable::run)
            .build();

    public OnceToken(Hmac hmac, InstantSource clock) {
        this.hmac = hmac;
        this.clock = clock;
    }

    /** A token for one element, fit for an address. */
    public String write(String elementKey) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String payload =
                elementKey + "~" + clock.instant().plus(LIFETIME).getEpochSecond() + "~" + BASE64.encodeToString(nonce);
        return payload + "~" + BASE64.encodeToString(hmac.tag(bytes(payload)));
    }

    /** The element key of a token, and the token is spent; empty where it is forged, too old or spent already. */
    public Optional<String> redeem(String token) {
        int end = token.lastIndexOf('~');
        String[] parts = token.split("~", -1);
        if (parts.length != 4 || !signed(token.substring(0, end), parts[3]) || expired(parts[1])) {
            return Optional.empty();
        }
        return spent.asMap().putIfAbsent(token, true) == null ? Optional.of(parts[0]) : Optional.empty();
    }

    private boolean signed(String payload, String tag) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(tag);
            // One spelling only: a tag with other trailing bits would be another key in the list of spent ones.
            return bytes.length == TAG_BYTES
                    && BASE64.encodeToString(bytes).equals(tag)
                    && hmac.verify(bytes(payload), bytes);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean expired(String until) {
        return !clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(until)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
