package io.consentfilter.cli;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.ledger.Head;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was published or kept elsewhere: public keys as {@code {prefix}/keys} shows them, heads as {@code {prefix}/log} does. */
final class KeysAndHeads {
    private KeysAndHeads() {}

    /** From a saved {@code {prefix}/keys}, or from a key file, of which only the public halves are used. */
    static Map<String, byte[]> keys(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{")) {
            return keyFile(file, text);
        }
        Map<?, ?> document = ProofFields.object(parsed(file, content));
        try {
            return named(document == null ? null : document.get("keys"));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> named(@Nullable Object listed) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        if (listed instanceof Map<?, ?> byId) {
            // As an authority pack lists them.
            byId.forEach((id, key) -> keys.put(String.valueOf(id), ProofFields.decode("key " + id, key)));
        } else if (listed instanceof List<?> list) {
            for (Object each : list) {
                Map<?, ?> key = ProofFields.object(each);
                if (key != null) {
                    keys.put(String.valueOf(key.get("id")), ProofFields.decode("spki", key.get("spki")));
                }
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys in it");
        }
        keys.forEach((id, key) -> {
            if (!SigningKeys.idOf(key).equals(id)) {
                throw new IllegalArgumentException("key " + id + " is not the one its id was made of");
            }
        });
        return keys;
    }

    /** From a saved {@code {prefix}/log}, or from receipts, whose proofs carry a head each. */
    static List<Head> heads(Path file) throws IOException {
        List<Head> heads = new ArrayList<>();
        byte[] content = Files.readAllBytes(file);
        Map<?, ?> document = ProofFields.object(parsed(file, content));
        if (document == null) {
            throw new IOException(file + ": no object");
        }
        try {
            if (document.get("heads") instanceof List<?> list) {
                list.forEach(each -> heads.add(ProofFields.head((Map<?, ?>) each)));
            } else {
                Object proof = document.get("proof") != null ? document.get("proof") : document.get("cc:proof");
                heads.add(ProofFields.proof((Map<?, ?>) Objects.requireNonNull(proof, "no head in it"))
                        .head());
            }
            return heads;
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> keyFile(Path file, String text) throws IOException {
        try {
            return Keys.parse(text).signing().publicKeys();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Object parsed(Path file, byte[] content) throws IOException {
        try {
            return Objects.requireNonNull(Json.parse(content), "null");
        } catch (JsonProblem e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
