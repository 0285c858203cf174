package io.consentfilter.receipt;

import io.consentfilter.model.Decision;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor asked for, already checked for form.
 *
 * @param asked ids of services and activities that the control decided about: everything askable for banner and choices page,
 *     one service for a placeholder. What is not asked keeps its state.
 * @param granted those of {@code asked} to grant; the rest of {@code asked} is refused
 * @param language language shown
 * @param method layer and control, such as {@code banner:layer1:accept-all}
 * @param shownNotice notice version of a valid shown token, or null where the token is missing or old
 * @param previous the decision in the visitor's cookie, or null
 * @param idempotencyKey same key, same record; null where the client gave none
 */
public record DecisionRequest(
        Set<String> asked,
        Set<String> granted,
        String language,
        String method,
        @Nullable String shownNotice,
        @Nullable Decision previous,
        @Nullable String idempotencyKey) {
    public DecisionRequest {
        asked = Set.copyOf(asked);
        granted = Set.copyOf(granted);
    }
}
