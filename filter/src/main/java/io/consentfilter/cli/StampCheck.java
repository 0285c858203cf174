package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.seal.TimeStampToken;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Checks the time stamps among the journal entries of a file (RFC 3161), offline: what was stamped, by whom, who vouches for them. */
final class StampCheck {
    /** Clocks of server and authority may differ by so much. */
    static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);

    private final List<X509Certificate> anchors;
    private final Map<String, NavigableMap<Long, Stamp>> stamps = new TreeMap<>();

    private record Stamp(Head head, TimeStampToken token) {}

    /** @param anchors certificates that the checker trusts; empty leaves that question out, and says so */
    StampCheck(List<X509Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /**
     * One entry of kind {@code time-stamp}.
     *
     * @param heads finds a head of the file by log and number
     * @return what is wrong with it
     */
    List<String> entry(Map<?, ?> facts, BiFunction<String, Long, @Nullable Head> heads) {
        String log = String.valueOf(facts.get("log"));
        long sequence = Long.parseLong(String.valueOf(facts.get("sequence")));
        String name = "the time stamp of head " + sequence + " of log " + log;
        TimeStampToken token = TimeStampToken.parse(ProofFields.decode("token", facts.get("token")));
        List<String> wrong = new ArrayList<>();
        byte[] hash = ProofFields.decode("head", facts.get("head"));
        Head head = heads.apply(log, sequence);
        if (!token.stamps(hash)) {
            wrong.add("altered: " + name + " is for something else");
        } else if (head != null && !Arrays.equals(head.hash(), hash)) {
            wrong.add("altered: head " + sequence + " of log " + log + " is not the one that was stamped");
        } else if (head != null && head.at().isAfter(token.at().plus(CLOCKS_APART_MAX))) {
            wrong.add("altered: head " + sequence + " of log " + log + " says it was closed after it was stamped");
        }
        token.problems(anchors).forEach(problem -> wrong.add(name + ": " + problem));
        if (wrong.isEmpty() && head != null) {
            stamps.computeIfAbsent(log, key -> new TreeMap<>()).put(sequence, new Stamp(head, token));
        }
        return wrong;
    }

    /** What is proven about time, and what is not. */
    List<String> summary(Map<String, ? extends Iterable<Head>> headsByLog) {
        if (stamps.isEmpty()) {
            return List.of("time stamps: none; back-dating by whoever holds the signing key would not be noticed");
        }
        List<String> summary = new ArrayList<>();
        headsByLog.forEach((log, heads) -> summary.add(covered(log, heads)));
        if (anchors.isEmpty()) {
            summary.add("time stamps: who vouches for the authority was not checked (--anchor CERTIFICATES)");
        }
        return summary;
    }

    private String covered(String log, Iterable<Head> heads) {
        NavigableMap<Long, Stamp> known = stamps.getOrDefault(log, new TreeMap<>());
        long uncovered = 0;
        Duration longest = Duration.ZERO;
        for (Head head : heads) {
            Map.Entry<Long, Stamp> first = known.ceilingEntry(head.sequence());
            if (first == null) {
                uncovered++;
            } else {
                Duration waited =
                        Duration.between(head.at(), first.getValue().token().at());
                longest = waited.compareTo(longest) > 0 ? waited : longest;
            }
        }
        if (known.isEmpty()) {
            return "time stamps: none of log " + log + "; its " + uncovered + " heads may have been back-dated";
        }
        Map.Entry<Long, Stamp> last = known.lastEntry();
        TimeStampToken token = last.getValue().token();
        return "time-stamped: log " + log + " up to head " + last.getKey() + ", seen " + token.at() + " by "
                + token.authority() + "; no head waited longer than " + hours(longest) + " h; " + uncovered
                + " later heads are not covered";
    }

    /** Begun hours. */
    private static long hours(Duration waited) {
        return (waited.toSeconds() + 3_599) / 3_600;
    }
}
