package io.consentfilter.page;

import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.view.OnceToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;

/** "Load once": the token in the address unlocks one element of this one page view. */
final class OnceRequest {
    private static final String PARAMETER = OnceToken.PARAMETER + "=";

    private OnceRequest() {}

    /** Keys of the elements that are unlocked; reads the query itself, because parameters would consume a form's body. */
    static Set<String> elements(HttpServletRequest request, OnceToken tokens) {
        String query = request.getQueryString();
        if (query == null || !query.contains(PARAMETER)) {
            return Set.of();
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith(PARAMETER)) {
                return tokens.redeem(pair.substring(PARAMETER.length()))
                        .map(Set::of)
                        .orElse(Set.of());
            }
        }
        return Set.of();
    }

    /** The page's policy has to let the element's service through as well; its key begins with the service's id. */
    static Grants grants(Set<String> elements, Grants grants, Registry registry) {
        if (elements.isEmpty()) {
            return grants;
        }
        Set<String> services = new HashSet<>(grants.services());
        elements.forEach(key -> services.add(key.substring(0, Math.max(0, key.lastIndexOf('.')))));
        return registry.grantsOf(services);
    }
}
