package io.consentfilter.operator;

import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file that goes to an authority: for one receipt, or for one day. */
final class PackApi {
    private static final List<Parameter> KNOWN = List.of(
            Parameter.optional("receipt", "Record id or receipt number; this or day."),
            Parameter.optional("day", "Day (UTC), such as 2026-11-23; this or receipt."));

    private final OperatorEndpoints.Parts parts;
    private final Verification verification;

    PackApi(OperatorEndpoints.Parts parts, Verification verification) {
        this.parts = parts;
        this.verification = verification;
    }

    List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                "GET",
                "api/pack",
                Access.READER,
                "Authority pack (ZIP): records with the notices they name, journal, notices with replay, the configurations that counted then and today's, the counts of the day, keys, verification report.",
                KNOWN,
                "application/zip",
                this::pack));
    }

    private void pack(Call call) throws IOException, StoreException, BadParameterException {
        ReceiptParameters.onlyKnown(call.request(), KNOWN);
        String receipt = call.parameter("receipt");
        String day = call.parameter("day");
        if ((receipt == null) == (day == null)) {
            throw new BadParameterException("receipt", receipt == null ? "" : receipt, "either receipt or day");
        }
        Optional<StoredReceipt> one = receipt == null ? Optional.empty() : find(receipt);
        if (receipt != null && one.isEmpty()) {
            call.problem(Problem.notFound("No receipt has this id or number."));
            return;
        }
        Window window = day == null ? null : day(day);
        ReceiptQuery query = one.map(found -> byId(found.record().id())).orElseGet(() -> within(window));
        String name = one.map(found -> found.record().number()).orElse(String.valueOf(day));
        ExportApi.attachment(call, "application/zip", "nachweis-" + name.replaceAll("[^A-Za-z0-9-]", "") + ".zip");
        try {
            new AuthorityPack(parts, verification, call.response().getOutputStream()).write(query, one.orElse(null));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<StoredReceipt> find(String idOrNumber) throws StoreException {
        String number = Ids.normalReceiptNumber(idOrNumber);
        if (number == null) {
            return parts.receipts().find(idOrNumber);
        }
        ReceiptQuery byNumber = new ReceiptQuery(null, number, null, null, null, null, null, null, null, null, 1, null);
        return parts.receipts().query(byNumber).items().stream().findFirst();
    }

    private static Window day(String day) throws BadParameterException {
        try {
            LocalDate parsed = LocalDate.parse(day);
            return new Window(parsed, parsed);
        } catch (DateTimeParseException e) {
            throw new BadParameterException("day", day, "a day such as 2026-11-23");
        }
    }

    private static ReceiptQuery byId(String id) {
        return new ReceiptQuery(id, null, null, null, null, null, null, null, null, null, 1, null);
    }

    private static ReceiptQuery within(@Nullable Window window) {
        Instant from = window == null ? null : window.start();
        Instant to = window == null ? null : window.end();
        return new ReceiptQuery(null, null, null, null, null, null, null, null, from, to, ReceiptQuery.LIMIT_MAX, null);
    }
}
