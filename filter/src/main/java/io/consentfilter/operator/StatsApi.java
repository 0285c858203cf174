package io.consentfilter.operator;

import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Acceptance over time, from the daily counters. */
final class StatsApi {
    private static final List<Parameter> KNOWN = List.of(
            Parameter.optional("by", "day (the default), notice, language or method."),
            Parameter.optional("from", "First day, UTC; 30 days before to if absent."),
            Parameter.optional("to", "Last day, UTC; today if absent."));

    private final OperatorEndpoints.Parts parts;

    StatsApi(OperatorEndpoints.Parts parts) {
        this.parts = parts;
    }

    List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                "GET",
                "api/stats",
                Access.READER,
                "Decisions and acceptance per purpose and service by day, notice, language or method, and the daily counts.",
                KNOWN,
                "application/json",
                this::stats));
    }

    private void stats(Call call) throws IOException, StoreException, BadParameterException {
        ReceiptParameters.onlyKnown(call.request(), KNOWN);
        Window window = Window.of(call, parts.clock().instant());
        String by = Objects.requireNonNullElse(call.parameter("by"), "day");
        Statistics statistics = Statistics.of(parts.receipts(), Statistics.by(by), window);
        Map<String, Object> counts = new TreeMap<>();
        parts.receipts()
                .counts(window.from(), window.to().plusDays(1))
                .forEach((day, values) -> counts.put(day.toString(), values));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("by", by);
        body.put("from", window.from().toString());
        body.put("to", window.to().toString());
        body.put("groups", statistics.values());
        body.put("dailyCounts", counts);
        call.json(body);
    }
}
