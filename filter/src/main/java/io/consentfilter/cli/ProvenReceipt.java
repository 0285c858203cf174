package io.consentfilter.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one receipt proves, in words, and where its site hands out what else is needed. The addresses are those that the file names:
 * whoever forged it may have chosen them.
 *
 * @param record the values that were hashed
 * @param linkedData the JSON-LD around them; null for the compact form
 */
record ProvenReceipt(Map<?, ?> record, @Nullable Map<?, ?> linkedData) {
    String sentence() {
        return "proven: receipt " + record.get("number") + " of " + record.get("at") + ", site " + record.get("site")
                + ", " + record.get("method") + ", notice " + record.get("noticeVersion") + ": "
                + states(record.get("services"));
    }

    private static String states(@Nullable Object services) {
        if (!(services instanceof Map<?, ?> map) || map.isEmpty()) {
            return "no service";
        }
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((id, state) -> sorted.put(String.valueOf(id), String.valueOf(state)));
        StringBuilder sentence = new StringBuilder();
        sorted.forEach((id, state) -> sentence.append(sentence.isEmpty() ? "" : ", ")
                .append(id)
                .append(' ')
                .append(state));
        return sentence.toString();
    }

    /** Where the notice can be had. */
    String noticeAddress() {
        String version = String.valueOf(record.get("noticeVersion"));
        if (linkedData != null && linkedData.get("dpv:hasNotice") instanceof Iterable<?> notices) {
            for (Object each : notices) {
                Map<?, ?> notice = ProofFields.object(each);
                if (notice != null
                        && "dpv:ConsentNotice".equals(notice.get("@type"))
                        && notice.get("schema:url") instanceof String address) {
                    return address;
                }
            }
        }
        return "{prefix}/notices/" + version;
    }

    /** Where the keys can be had. */
    String keysAddress() {
        Map<?, ?> proof = linkedData == null ? null : ProofFields.object(linkedData.get("cc:proof"));
        return proof != null && proof.get("cc:publicKeys") instanceof String address ? address : "{prefix}/keys";
    }
}
