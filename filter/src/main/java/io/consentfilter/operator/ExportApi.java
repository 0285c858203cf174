package io.consentfilter.operator;

import io.consentfilter.ledger.Head;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.receipt.EvidenceLines;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** All receipts that answer a query, streamed: memory does not grow with their number. */
final class ExportApi {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final Set<String> FORMATS = Set.of("jsonl", "csv");

    private final OperatorEndpoints.Parts parts;

    ExportApi(OperatorEndpoints.Parts parts) {
        this.parts = parts;
    }

    List<Endpoint> endpoints() {
        List<Parameter> known = new ArrayList<>(ReceiptParameters.FILTERS);
        known.add(Parameter.optional(
                "format", "jsonl (with proofs, notices, journal, heads and keys; the default) or csv."));
        return List.of(new Endpoint(
                "GET",
                "api/receipts/export",
                Access.READER,
                "Every receipt that answers the query, streamed; a JSON Lines file can be verified offline.",
                known,
                "application/x-ndjson",
                call -> export(call, known)));
    }

    private void export(Call call, List<Parameter> known) throws IOException, StoreException, BadParameterException {
        ReceiptParameters.onlyKnown(call.request(), known);
        ReceiptQuery query = ReceiptParameters.query(call.request(), new StatesNow(parts).offered());
        String format = Objects.requireNonNullElse(call.parameter("format"), "jsonl");
        if (!FORMATS.contains(format)) {
            throw new BadParameterException("format", format, "jsonl or csv");
        }
        // Never closed on a fault: closing would end the answer as if it were whole.
        OutputStream out = new BufferedOutputStream(call.response().getOutputStream(), BUFFER_BYTES);
        try {
            if (format.equals("csv")) {
                csv(call, query, out);
            } else {
                jsonLines(call, query, out);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private void jsonLines(Call call, ReceiptQuery query, OutputStream out) throws StoreException {
        attachment(call, "application/x-ndjson", "receipts.jsonl");
        EvidenceLines lines = new EvidenceLines(out);
        // The cut: what these heads promise is all there, whatever is appended while the file is written.
        List<Head> cut = parts.receipts().latestHeads();
        lines.about(parts.config().site().id(), parts.clock().instant(), query.everything());
        lines.keys(parts.publicKeys());
        parts.receipts().export(query, lines::receipt);
        lines.notices(parts.notices());
        parts.receipts().journal(from(query), to(query), lines::journal);
        lines.heads(parts.receipts(), cut);
    }

    private static Instant from(ReceiptQuery query) {
        return query.from() == null ? Instant.EPOCH : query.from();
    }

    private Instant to(ReceiptQuery query) {
        return query.to() == null ? parts.clock().instant().plusSeconds(1) : query.to();
    }

    private void csv(Call call, ReceiptQuery query, OutputStream out) throws IOException, StoreException {
        attachment(call, "text/csv;charset=utf-8", "receipts.csv");
        write(out, Csv.HEAD);
        parts.receipts().export(query, receipt -> {
            try {
                write(out, Csv.row(receipt.record(), parts.documents().since(receipt.record())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    static void attachment(Call call, String contentType, String file) {
        call.response().setContentType(contentType);
        call.response().setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }
}
