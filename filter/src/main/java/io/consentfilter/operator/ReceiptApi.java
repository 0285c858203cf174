package io.consentfilter.operator;

import io.consentfilter.json.Json;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receipts for programs: pages of them, and one. */
final class ReceiptApi {
    private final OperatorEndpoints.Parts parts;
    private final Verification verification;
    private final StatesNow states;

    ReceiptApi(OperatorEndpoints.Parts parts, Verification verification) {
        this.parts = parts;
        this.verification = verification;
        this.states = new StatesNow(parts);
    }

    List<Endpoint> endpoints() {
        List<Parameter> all = new ArrayList<>(ReceiptParameters.FILTERS);
        all.add(ReceiptParameters.LIMIT);
        all.add(ReceiptParameters.AFTER);
        return List.of(
                new Endpoint(
                        "GET",
                        "api/receipts",
                        Access.READER,
                        "One page of receipts, newest first, each with its proof and the result of checking it.",
                        all,
                        "application/json",
                        call -> page(call, all)),
                new Endpoint(
                        "GET",
                        "api/receipts/{id}",
                        Access.READER,
                        "One receipt; as ISO/IEC TS 27560 record with Accept: application/ld+json.",
                        List.of(),
                        "application/json",
                        this::one),
                new Endpoint(
                        "GET",
                        "api/receipts/{id}/evidence",
                        Access.READER,
                        "One receipt with all that offline checking needs: proof, public keys, the notice as it was shown (JSON Lines).",
                        List.of(),
                        "application/x-ndjson",
                        this::evidence));
    }

    private void page(Call call, List<Parameter> known) throws IOException, StoreException, BadParameterException {
        ReceiptParameters.onlyKnown(call.request(), known);
        ReceiptPage page = parts.receipts().query(ReceiptParameters.query(call.request(), states.offered()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", page.items().stream().map(this::checked).toList());
        body.put("next", page.next());
        call.json(body);
    }

    /** The receipt, the result of checking it, and what became of it since. */
    private Map<String, Object> checked(StoredReceipt receipt) {
        Map<String, Object> form = verification.checked(receipt);
        Map<String, Object> now = states.values(receipt.record());
        if (now != null) {
            form.put("now", now);
        }
        return form;
    }

    private void evidence(Call call) throws IOException, StoreException {
        Optional<StoredReceipt> found = parts.receipts().find(call.path("id"));
        if (found.isEmpty()) {
            call.problem(Problem.notFound("No receipt has this id."));
            return;
        }
        byte[] file = parts.documents().evidence(found.get(), parts.publicKeys());
        ExportApi.attachment(
                call, "application/x-ndjson", "receipt-" + found.get().record().number() + ".jsonl");
        call.body(200, "application/x-ndjson", file);
    }

    private void one(Call call) throws IOException, StoreException {
        Optional<StoredReceipt> found = parts.receipts().find(call.path("id"));
        if (found.isEmpty()) {
            call.problem(Problem.notFound("No receipt has this id."));
            return;
        }
        call.response().addHeader("Vary", "Accept");
        String accept = call.request().getHeader("Accept");
        if (accept != null && accept.contains("application/ld+json")) {
            call.body(200, "application/ld+json", Json.bytes(parts.documents().jsonLd(found.get())));
        } else {
            Map<String, Object> form = checked(found.get());
            new TimeStamps(parts.receipts())
                    .covering(found.get().proof().head())
                    .ifPresent(stamp -> form.put(
                            "timeStamp",
                            Map.of(
                                    "at", stamp.at().toString(),
                                    "authority", stamp.authority(),
                                    "head", stamp.sequence())));
            call.json(form);
        }
    }
}
