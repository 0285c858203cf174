package io.consentfilter.receipt;

import io.consentfilter.model.Decision;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor asked for, already checked for form.
 *
 * @param granted ids of services and activities to grant; everything else that was offered is refused
 * @param language language shown
 * @param method layer and control, such as {@code banner:layer1:accept-all}
 * @param shownNotice notice version of a valid shown token, or null where the token is missing or old
 * @param previous the decision in the visitor's cookie, or null
 * @param idempotencyKey same key, same record; null where the client gave none
 */
public record DecisionRequest(
        Set<String> granted,
        String language,
        String method,
        @Nullable String shownNotice,
        @Nullable Decision previous,
        @Nullable String idempotencyKey) {
    public DecisionRequest {
        granted = Set.copyOf(granted);
    }
}
