package io.consentfilter.cli;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.seal.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export line by line: each record and journal entry against its proof, the notices against the versions that records name,
 * the heads against each other, and what the heads promise against what is there. Memory grows with heads and notices, not with
 * records.
 */
final class ExportCheck {
    /** Findings that are told one by one; further ones are only counted. */
    static final int FINDINGS_MAX = 1000;

    private final Map<String, byte[]> keys = new HashMap<>();
    private final boolean keysGiven;
    private final Map<String, LogCheck> logs = new TreeMap<>();
    private final Map<Long, Map<?, ?>> stampEntries = new TreeMap<>();
    private final StampCheck stamps;
    private final ErasureCheck erasures = new ErasureCheck();
    private final NoticeCheck notices = new NoticeCheck();
    private final List<String> findings = new ArrayList<>();
    private final HeadSignatures signatures;
    private ProofVerifier verifier;
    private @Nullable String lastId;
    private long records;
    private long entries;
    private boolean linkedData;
    private boolean readable;
    private @Nullable ProvenReceipt proven;
    private @Nullable ProvenReceipt last;
    private long suppressed;
    private long beyond;
    private boolean complete;

    /**
     * @param keys public keys by id that the checker got from elsewhere; empty means to take those of the file
     * @param complete whether everything that the heads promise has to be there
     */
    ExportCheck(Map<String, byte[]> keys, boolean complete) {
        this(keys, List.of(), complete);
    }

    /**
     * The same with certificates that must vouch for the authority of time stamps.
     *
     * @param anchors empty leaves that question out
     */
    ExportCheck(Map<String, byte[]> keys, List<X509Certificate> anchors, boolean complete) {
        this.stamps = new StampCheck(anchors);
        this.keys.putAll(keys);
        this.keysGiven = !keys.isEmpty();
        this.complete = complete;
        this.verifier = new ProofVerifier(keys);
        this.signatures = new HeadSignatures(verifier);
    }

    /** One line of the file, or the one object of a receipt file. */
    void line(long number, byte[] utf8) {
        try {
            Map<?, ?> line = ProofFields.object(Json.parse(utf8));
            if (line == null) {
                finding(number, "cannot be read: no object");
            } else {
                object(number, line);
            }
        } catch (JsonProblem e) {
            finding(number, "cannot be read: " + e.getMessage());
        }
    }

    /** The same as plain values. */
    void object(long number, Map<?, ?> line) {
        try {
            judge(number, line);
        } catch (IllegalArgumentException | ArithmeticException e) {
            finding(number, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Compares with a head that was published or stands in a receipt held elsewhere. One receipt carries one head and no chain: of any
     * other it can say nothing.
     */
    void against(Head witness) {
        LogCheck log = log(witness.log());
        if (isOneReceipt() && log.at(witness.sequence()) == null) {
            beyond++;
        } else {
            log.against(witness).forEach(this::finding);
        }
    }

    private boolean isOneReceipt() {
        return records == 1
                && entries == 0
                && !complete
                && logs.values().stream().noneMatch(LogCheck::showsChain);
    }

    /** Compares with notices that lie in a folder, as the authority pack holds them, or with one in a file. */
    void notices(Path place) throws IOException {
        (Files.isRegularFile(place) ? notices.file(place) : notices.folder(place)).forEach(this::finding);
    }

    /** Record and proof were taken out of a page or text for people. */
    void readable() {
        readable = true;
    }

    /** A notice as an archive keeps it. */
    void notice(Notice notice) {
        notices.archived(notice).forEach(this::finding);
    }

    /** Every notice that a record names has to be there. */
    void carriesNotices() {
        notices.promised(true);
    }

    /** What all lines together say. */
    void end() {
        checkStamps();
        erasures.end(this::log);
        notices.end().forEach(this::finding);
        logs.values().forEach(log -> {
            log.chain(signatures).forEach(this::finding);
            log.risen().forEach(this::finding);
            if (complete) {
                log.missing().forEach(this::finding);
            }
        });
    }

    List<String> findings() {
        return findings;
    }

    /** What was looked at, and what is worth knowing though it is no fault. */
    List<String> summary() {
        List<String> summary = new ArrayList<>();
        int heads = logs.values().stream().mapToInt(LogCheck::heads).sum();
        summary.add(
                records + " records, " + entries + " journal entries, " + heads + " heads of " + logs.size() + " logs");
        int erased = logs.values().stream().mapToInt(LogCheck::erased).sum();
        if (erased > 0) {
            summary.add("erased: " + erased + " records, each by a sealed journal entry");
        }
        long late =
                logs.values().stream().mapToLong(log -> log.late(signatures)).sum();
        if (late > 0) {
            summary.add("signed late: " + late + " heads; their process ended between commit and signature");
        }
        Map<String, Iterable<Head>> byLog = new TreeMap<>();
        logs.forEach((name, log) -> byLog.put(name, log.all()));
        summary.addAll(stamps.summary(byLog));
        summary.addAll(notices.summary());
        ProvenReceipt one = records == 1 ? last : null;
        if (one != null && !notices.lookedAt()) {
            summary.add("notices: the site hands this one out at " + one.noticeAddress());
        }
        if (linkedData) {
            summary.add(
                    "proven is what stands under cc:record; what is written around it is for reading and was not compared");
        }
        if (readable) {
            summary.add(
                    "proven is what stands in the block of JSON; the text around it is for reading and was not compared");
        }
        if (records == 1 && proven != null) {
            summary.add(proven.sentence());
        }
        if (!complete) {
            summary.add(
                    one == null
                            ? "an excerpt: whether anything is missing between these records was not looked at (--complete)"
                            : "one receipt: what was decided before and after it, and whether it was withdrawn or declared invalid"
                                    + " since, is not in this file");
        }
        if (beyond > 0) {
            summary.add(beyond
                    + " heads held elsewhere are not this receipt's own, and one receipt carries no chain to them: they can"
                    + " be compared with an export or an authority pack");
        }
        summary.add(keysSentence(one));
        if (suppressed > 0) {
            summary.add(suppressed + " further findings are not listed");
        }
        return summary;
    }

    /** What can be said only with something that is not here. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        if (!notices.lookedAt()) {
            open.add("what was shown (--notices)");
        }
        if (!keysGiven && records + entries > 0) {
            open.add("whose keys these are (--keys)");
        }
        if (beyond > 0) {
            open.add("the heads held elsewhere");
        }
        return open;
    }

    private String keysSentence(@Nullable ProvenReceipt one) {
        String names = String.join(", ", new TreeMap<>(keys).keySet());
        if (keysGiven) {
            return "keys given: " + names;
        }
        String address = one == null ? "{prefix}/keys" : one.keysAddress();
        return keys.isEmpty()
                ? "keys: none given and none in this file, so no signature was checked; the site publishes them at "
                        + address + ", give them with --keys"
                : "keys from the file itself, compare them with published ones: " + names + " (published at " + address
                        + ")";
    }

    private void judge(long number, Map<?, ?> line) {
        Map<?, ?> linked = ProofFields.object(line.get("cc:proof"));
        if (linked != null) {
            linkedData = true;
            record(number, linked.get("cc:record"), linked, line);
        } else if (line.get("record") != null) {
            inOrder(number, ProofFields.object(line.get("record")));
            record(number, line.get("record"), line.get("proof"), null);
        } else if (line.get("records") instanceof List<?> bundle) {
            bundle.forEach(each -> member(number, each));
        } else if (line.get("items") instanceof List<?> page) {
            page.forEach(each -> member(number, each));
        } else if (line.get("journal") != null) {
            entries++;
            Head sealed = sealed(number, line.get("journal"), line.get("proof"));
            if (sealed != null) {
                erasures.entry(ProofFields.object(line.get("journal")), sealed);
            }
            stamp(number, ProofFields.object(line.get("journal")));
        } else if (line.get("head") instanceof Map<?, ?> head) {
            head(number, ProofFields.head(head));
        } else if (line.get("key") instanceof Map<?, ?> key) {
            key(number, key);
        } else if (line.get("notice") instanceof Map<?, ?> notice) {
            notices.list(number, notice).forEach(sentence -> finding(number, sentence));
        } else if (line.get("content") instanceof Map<?, ?> content) {
            notices.content(number, content);
        } else if (line.get("export") instanceof Map<?, ?> export) {
            complete |= Boolean.TRUE.equals(export.get("complete"));
            notices.promised(Boolean.TRUE.equals(export.get("notices")));
        } else {
            finding(number, "cannot be read: neither record, journal, notice, content, head, key nor export");
        }
    }

    /** A record of an answer under Art. 15, or of a page of the API. */
    private void member(long number, @Nullable Object each) {
        Map<?, ?> member = ProofFields.object(each);
        if (member == null) {
            finding(number, "cannot be read: no object");
        } else {
            object(number, member);
        }
    }

    private void record(
            long number, @Nullable Object content, @Nullable Object proofValues, @Nullable Map<?, ?> linkedValues) {
        records++;
        Map<?, ?> record = ProofFields.object(content);
        long before = findings.size() + suppressed;
        notices.named(number, record);
        last = record == null ? null : new ProvenReceipt(record, linkedValues);
        sealed(number, content, proofValues);
        proven = findings.size() + suppressed == before ? last : null;
    }

    private @Nullable Head sealed(long number, @Nullable Object content, @Nullable Object proofValues) {
        Map<?, ?> values = ProofFields.object(proofValues);
        if (values == null || content == null) {
            finding(number, "cannot be read: a record or journal entry without proof");
            return null;
        }
        Proof proof = ProofFields.proof(values);
        for (String sentence : verifier.checkLeaf(CanonicalJson.bytes(content), proof)) {
            finding(number, sentence);
        }
        signatures.news(proof.head()).forEach(sentence -> finding(number, sentence));
        LogCheck log = log(proof.head().log());
        if (!log.head(proof.head())) {
            finding(
                    number,
                    "altered: head " + proof.head().sequence() + " of log "
                            + proof.head().log() + " is not the same as in other lines");
        }
        if (!log.leaf(proof.head().sequence(), proof.leafIndex())) {
            finding(
                    number,
                    "repeated: leaf " + proof.leafIndex() + " of head "
                            + proof.head().sequence() + " stands in two lines");
        }
        return proof.head();
    }

    /** Exports run from the newest record to the oldest; ids carry their time. */
    private void inOrder(long number, @Nullable Map<?, ?> record) {
        String id = record == null ? "" : String.valueOf(record.get("id"));
        if (lastId != null && id.compareTo(lastId) > 0) {
            finding(number, "reordered: record " + id + " stands after an older one");
        }
        lastId = id;
    }

    private void head(long number, Head head) {
        if (!log(head.log()).chained(head)) {
            finding(
                    number,
                    "altered: head " + head.sequence() + " of log " + head.log()
                            + " is not the same as in the records of its batch");
        }
    }

    private void key(long number, Map<?, ?> key) {
        String id = String.valueOf(key.get("id"));
        byte[] publicKey = ProofFields.decode("publicKey", key.get("publicKey"));
        if (!SigningKeys.idOf(publicKey).equals(id)) {
            finding(number, "altered: key " + id + " is not the one its id was made of");
        } else if (!keysGiven) {
            keys.put(id, publicKey);
            verifier = new ProofVerifier(keys);
            signatures.verifyWith(verifier);
        }
    }

    /** Looked at in the end, when all heads are known. */
    private void stamp(long number, @Nullable Map<?, ?> entry) {
        if (entry != null
                && TimeStamps.KIND.equals(entry.get("kind"))
                && entry.get("facts") instanceof Map<?, ?> facts) {
            stampEntries.put(number, facts);
        }
    }

    private void checkStamps() {
        stampEntries.forEach((number, facts) -> {
            try {
                stamps.entry(facts, (log, sequence) -> log(log).at(sequence))
                        .forEach(sentence -> finding(number, sentence));
            } catch (IllegalArgumentException e) {
                finding(number, "altered: a time stamp cannot be read: " + e.getMessage());
            }
        });
    }

    private LogCheck log(String name) {
        return logs.computeIfAbsent(name, LogCheck::new);
    }

    private void finding(long line, String sentence) {
        finding("line " + line + ": " + sentence);
    }

    private void finding(String sentence) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(sentence);
        } else {
            suppressed++;
        }
    }
}
