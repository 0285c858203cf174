package io.consentfilter.operator;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Purpose;
import io.consentfilter.receipt.Since;
import io.consentfilter.registry.Registry;
import io.consentfilter.store.Offered;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of consents since they were recorded: run out, declared invalid, or ended with a service that was taken out. */
final class StatesNow {
    private final OperatorEndpoints.Parts parts;

    private final Offered offered;

    StatesNow(OperatorEndpoints.Parts parts) {
        this.parts = parts;
        this.offered = offered(parts.registry());
    }

    private static Offered offered(Registry registry) {
        return new Offered(
                Set.copyOf(registry.askable()),
                registry.purposes().stream()
                        .map(Purpose::id)
                        .filter(id -> !registry.askableOf(id).isEmpty())
                        .collect(Collectors.toSet()));
    }

    /** What the site asks for today. */
    Offered offered() {
        return offered;
    }

    Since since(ConsentRecord record) {
        return parts.documents().since(record);
    }

    /** Each service as it stands today. */
    Map<String, ConsentState> services(ConsentRecord record) {
        Map<String, ConsentState> states = since(record).now(record.services());
        states.replaceAll(
                (id, state) -> state.valid() && !offered.services().contains(id) ? ConsentState.REVOKED : state);
        return states;
    }

    /** Each purpose as it stands today; one whose services are all gone ended with them. */
    Map<String, ConsentState> purposes(ConsentRecord record) {
        Map<String, ConsentState> states = since(record).now(record.purposes());
        states.replaceAll(
                (id, state) -> state.valid() && !offered.purposes().contains(id) ? ConsentState.REVOKED : state);
        return states;
    }

    /** As plain values; null where all is as recorded. */
    @Nullable
    Map<String, Object> values(ConsentRecord record) {
        Map<String, ConsentState> services = services(record);
        if (services.equals(record.services())) {
            return null;
        }
        Since since = since(record);
        Map<String, Object> values = new LinkedHashMap<>();
        if (since.ended() != null) {
            values.put("ended", name(since.ended()));
            values.put("at", String.valueOf(since.at()));
        }
        if (since.reason() != null) {
            values.put("reason", since.reason());
        }
        values.put("services", names(services));
        values.put("purposes", names(purposes(record)));
        return values;
    }

    static String name(ConsentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> names(Map<String, ConsentState> states) {
        Map<String, String> names = new LinkedHashMap<>();
        states.forEach((id, state) -> names.put(id, name(state)));
        return names;
    }
}
