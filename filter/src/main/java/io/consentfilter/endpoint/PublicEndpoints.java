package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What everybody may know: how GPC is treated, the public keys, the latest heads of the logs, what was shown. */
final class PublicEndpoints {
    private PublicEndpoints() {}

    static List<Endpoint> endpoints(String prefix) {
        return List.of(
                new Endpoint(
                        "GET",
                        new PathTemplate(prefix + "/keys"),
                        List.of(200),
                        "Public keys (Ed25519, SubjectPublicKeyInfo) that receipts are verified with.",
                        PublicEndpoints::keys),
                new Endpoint(
                        "GET",
                        new PathTemplate(prefix + "/log"),
                        List.of(200, 503),
                        "Latest signed head of every log; kept elsewhere, it shows any later change of the records before it.",
                        PublicEndpoints::log),
                new Endpoint(
                        "GET",
                        new PathTemplate(prefix + "/notices/{version}"),
                        List.of(200, 304, 404, 503),
                        "What was shown under the version of the notice that a receipt names, byte for byte (JSON Lines); immutable.",
                        PublicEndpoints::notice));
    }

    /** In the root context only: the path is the host's, not the webapp's. */
    static Endpoint signal() {
        return new Endpoint(
                "GET",
                new PathTemplate("/.well-known/gpc.json"),
                List.of(200),
                "Says that Global Privacy Control is honoured (root context only).",
                PublicEndpoints::gpc);
    }

    private static Reply gpc(Exchange exchange) {
        String day = exchange.rooms()
                .desk()
                .notice()
                .firstShown()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("gpc", true);
        statement.put("lastUpdate", day);
        return Reply.of(200, "application/json", Json.bytes(statement)).with("Cache-Control", "max-age=86400");
    }

    private static Reply keys(Exchange exchange) {
        List<Map<String, String>> keys = exchange.rooms().keys().publicKeys().entrySet().stream()
                .map(key -> Map.of(
                        "id", key.getKey(),
                        "alg", "Ed25519",
                        "spki", Base64.getUrlEncoder().withoutPadding().encodeToString(key.getValue())))
                .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("current", exchange.rooms().keys().currentKeyId());
        document.put("keys", keys);
        return publicJson(document);
    }

    private static Reply log(Exchange exchange) throws RefusedException {
        try {
            List<Map<String, Object>> heads = exchange.rooms().receipts().latestHeads().stream()
                    .map(ReceiptDocuments::head)
                    .toList();
            return publicJson(Map.of("heads", heads));
        } catch (StoreException e) {
            throw Problem.of(503, "The log cannot be read at this moment.");
        }
    }

    /** Everybody was shown it; whoever holds a receipt compares it with the version that the receipt names. */
    private static Reply notice(Exchange exchange) throws RefusedException {
        String version = exchange.name("version");
        try {
            byte[] lines = exchange.rooms()
                    .documents()
                    .notice(version)
                    .map(ReceiptDocuments::evidence)
                    .orElseThrow(() -> Problem.of(404, "No notice has this version."));
            return Reply.of(200, "application/x-ndjson", lines)
                    .with("Cache-Control", "public, max-age=31536000, immutable")
                    .with("ETag", "\"" + version + "\"")
                    .with("Content-Disposition", "attachment; filename=\"notice-" + version + ".jsonl\"")
                    .with("Access-Control-Allow-Origin", "*");
        } catch (StoreException e) {
            throw Problem.of(503, "What was shown cannot be read at this moment.");
        }
    }

    private static Reply publicJson(Object document) {
        byte[] body = Json.pretty(document).getBytes(StandardCharsets.UTF_8);
        // Anybody may read them from anywhere: whoever keeps a copy of a head is a witness.
        return Reply.of(200, "application/json", body)
                .with("Cache-Control", "no-cache")
                .with("Access-Control-Allow-Origin", "*");
    }
}
