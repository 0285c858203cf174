package io.consentfilter.store;

import io.consentfilter.model.ConsentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to the store; newest first, keyset-paged.
 *
 * <p>A state is the one of the moment of the question, not the one of the record: a consent whose notice was declared invalid is
 * {@code INVALIDATED}, one that ran out {@code EXPIRED}, one for what is not offered any more {@code REVOKED}, in this order.
 *
 * @param id record id
 * @param number receipt number
 * @param subjectKey subject key
 * @param notice notice version
 * @param purpose purpose id; together with {@code state}
 * @param service service id; together with {@code state}
 * @param state state of that purpose or service, or of any where neither is named
 * @param method prefix of the method, such as {@code banner:layer1}
 * @param from from this moment on
 * @param to before this moment
 * @param limit at most so many, 1 to {@value #LIMIT_MAX}
 * @param after record id after which to go on (the last one of the page before)
 * @param offered what the site asks for today; null where nothing was taken out
 */
public record ReceiptQuery(
        @Nullable String id,
        @Nullable String number,
        @Nullable String subjectKey,
        @Nullable String notice,
        @Nullable String purpose,
        @Nullable String service,
        @Nullable ConsentState state,
        @Nullable String method,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable String after,
        @Nullable Offered offered) {
    /** The largest page. */
    public static final int LIMIT_MAX = 500;

    /** The page when nobody asks for another size. */
    public static final int LIMIT_DEFAULT = 50;

    public ReceiptQuery {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit must be between 1 and " + LIMIT_MAX + ", found " + limit);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from must lie before to");
        }
    }

    /** A question for a site that never took anything out. */
    public ReceiptQuery(
            @Nullable String id,
            @Nullable String number,
            @Nullable String subjectKey,
            @Nullable String notice,
            @Nullable String purpose,
            @Nullable String service,
            @Nullable ConsentState state,
            @Nullable String method,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String after) {
        this(id, number, subjectKey, notice, purpose, service, state, method, from, to, limit, after, null);
    }

    /** Whether no filter narrows the answer. */
    public boolean everything() {
        return equals(
                new ReceiptQuery(null, null, null, null, null, null, null, null, null, null, limit, null, offered));
    }

    /** Everything, newest first. */
    public static ReceiptQuery all() {
        return new ReceiptQuery(null, null, null, null, null, null, null, null, null, null, LIMIT_DEFAULT, null);
    }
}
