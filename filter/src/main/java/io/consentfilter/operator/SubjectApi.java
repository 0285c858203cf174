package io.consentfilter.operator;

import io.consentfilter.model.Recipient;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Everything about one subject (Art. 15 GDPR), and its erasure (Art. 17) with the recipients to be told (Art. 19). */
final class SubjectApi {
    /** A reason is a sentence, not a file. */
    static final int REASON_LENGTH_MAX = 300;

    private static final List<Parameter> REASON =
            List.of(Parameter.required("reason", "Why; the journal keeps it. Names no visitor."));

    private final OperatorEndpoints.Parts parts;

    SubjectApi(OperatorEndpoints.Parts parts) {
        this.parts = parts;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        "GET",
                        "api/subjects/{key}",
                        Access.READER,
                        "All receipts of one subject (its key, or a receipt number) as ISO/IEC TS 27560 records, for an answer under Art. 15 GDPR.",
                        List.of(),
                        "application/json",
                        this::bundle),
                new Endpoint(
                        "DELETE",
                        "api/subjects/{key}",
                        Access.KEEPER,
                        "Erases all receipts of one subject (its key, or a receipt number) and ends its cookie; says which recipients have to be told (Art. 19 GDPR).",
                        REASON,
                        "application/json",
                        this::erase));
    }

    /** The subject of a receipt number, or the key itself; a number of a receipt without subject is nobody's. */
    private String subject(Call call) throws StoreException {
        String given = call.path("key");
        String number = Ids.normalReceiptNumber(given);
        if (number == null) {
            return given;
        }
        ReceiptQuery byNumber = new ReceiptQuery(null, number, null, null, null, null, null, null, null, null, 1, null);
        return parts.receipts().query(byNumber).items().stream()
                .map(receipt -> receipt.record().subjectKey())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(given);
    }

    private void bundle(Call call) throws IOException, StoreException {
        List<Map<String, Object>> records = new ArrayList<>();
        parts.receipts()
                .export(
                        of(subject(call)),
                        receipt -> records.add(parts.documents().jsonLd(receipt)));
        if (records.isEmpty()) {
            call.problem(Problem.notFound("No receipt belongs to this subject."));
            return;
        }
        call.json(Map.of("records", records));
    }

    private void erase(Call call) throws IOException, StoreException, BadParameterException {
        String reason = reason(call);
        Map<String, Object> body = new LinkedHashMap<>();
        String subject = subject(call);
        body.put("recipients", recipientsOf(subject));
        body.put("erased", parts.erasing().erase(subject, reason));
        call.json(body);
    }

    /** Who may have received data of this subject because of what it granted; asked before the records are gone. */
    List<String> recipientsOf(String subject) throws StoreException {
        Set<String> granted = new LinkedHashSet<>();
        parts.receipts().export(of(subject), receipt -> granted.addAll(granted(receipt)));
        Set<String> names = new LinkedHashSet<>();
        for (String id : granted) {
            parts.registry().service(id).ifPresent(service -> {
                names.add(
                        service.provider() == null
                                ? service.name()
                                : service.provider().name());
                service.recipients().stream().map(Recipient::name).forEach(names::add);
            });
            parts.registry().recipients().stream()
                    .filter(recipient -> recipient.worksFor().contains(id))
                    .map(Recipient::name)
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    private static List<String> granted(StoredReceipt receipt) {
        return receipt.record().services().entrySet().stream()
                .filter(entry -> entry.getValue().valid())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ReceiptQuery of(String subject) {
        return new ReceiptQuery(
                null, null, subject, null, null, null, null, null, null, null, ReceiptQuery.LIMIT_MAX, null);
    }

    /** The reason that erasing and invalidating ask for. */
    static String reason(Call call) throws BadParameterException {
        String given = call.parameter("reason");
        if (given == null || given.length() > REASON_LENGTH_MAX) {
            throw new BadParameterException(
                    "reason", given == null ? "" : given, "a sentence of at most " + REASON_LENGTH_MAX + " characters");
        }
        return given;
    }
}
