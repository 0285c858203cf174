package io.consentfilter.operator;

import io.consentfilter.model.Notice;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was shown, by version; and the word that consents under one of them do not count. */
final class NoticeApi {
    private static final List<Parameter> REASON =
            List.of(Parameter.required("reason", "Why; the journal keeps it. Names no visitor."));

    private static final List<Parameter> CHANGES = List.of(Parameter.optional(
            "with", "Version to compare with; if absent the one in force, and for that one the one before it."));

    private final OperatorEndpoints.Parts parts;

    NoticeApi(OperatorEndpoints.Parts parts) {
        this.parts = parts;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        "GET",
                        "api/notices",
                        Access.READER,
                        "Every version of the notice, newest first, and which of them were declared invalid.",
                        List.of(),
                        "application/json",
                        this::list),
                new Endpoint(
                        "GET",
                        "api/notices/{version}",
                        Access.READER,
                        "One version with the names, sizes and check of its parts.",
                        List.of(),
                        "application/json",
                        this::one),
                new Endpoint(
                        "GET",
                        "api/notices/{version}/changes",
                        Access.READER,
                        "What differs between two versions, who is asked again because of it and why, and which parts have other bytes.",
                        CHANGES,
                        "application/json",
                        this::changes),
                new Endpoint(
                        "POST",
                        "api/notices/{version}/invalidation",
                        Access.KEEPER,
                        "Declares every consent given under this version invalid from now on.",
                        REASON,
                        "application/json",
                        this::invalidate));
    }

    private void list(Call call) throws IOException, StoreException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", parts.notices().list().stream().map(NoticeApi::values).toList());
        body.put(
                "invalidations",
                parts.receipts().invalidations().stream().map(NoticeApi::values).toList());
        call.json(body);
    }

    private void one(Call call) throws IOException, StoreException {
        Optional<Notice> found = parts.notices().find(call.path("version"));
        if (found.isEmpty()) {
            call.problem(Problem.notFound("No notice has this version."));
            return;
        }
        Notice notice = found.get();
        Map<String, Object> body = values(notice);
        body.put("intact", NoticeFacts.version(notice.parts()).equals(notice.version()));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        notice.parts().forEach((name, bytes) -> sizes.put(name, bytes.length));
        body.put("parts", sizes);
        call.json(body);
    }

    private void changes(Call call) throws IOException, StoreException, BadParameterException {
        ReceiptParameters.onlyKnown(call.request(), CHANGES);
        Optional<Notice> found = parts.notices().find(call.path("version"));
        if (found.isEmpty()) {
            call.problem(Problem.notFound("No notice has this version."));
            return;
        }
        Optional<NoticeDifference> difference = NoticeDifference.of(parts, found.get(), call.parameter("with"));
        if (difference.isEmpty()) {
            call.problem(Problem.notFound("There is no such version to compare with."));
            return;
        }
        call.json(difference.get().values());
    }

    private void invalidate(Call call) throws IOException, StoreException, BadParameterException {
        String reason = SubjectApi.reason(call);
        if (parts.notices().find(call.path("version")).isEmpty()) {
            call.problem(Problem.notFound("No notice has this version."));
            return;
        }
        Invalidation invalidation = parts.receipts().invalidate(call.path("version"), reason);
        parts.invalidated().accept(invalidation);
        call.json(values(invalidation));
    }

    /** A version without its parts. */
    static Map<String, Object> values(Notice notice) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", notice.version());
        values.put("askVersion", notice.askVersion());
        values.put("firstShown", notice.firstShown().toString());
        return values;
    }

    private static Map<String, Object> values(Invalidation invalidation) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("notice", invalidation.noticeVersion());
        values.put("at", invalidation.at().toString());
        values.put("reason", invalidation.reason());
        return values;
    }
}
