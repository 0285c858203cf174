package io.consentfilter.cookie;

import io.consentfilter.model.Decision;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A decision as cookie text: eight fields between exclamation marks, in characters that need no quotes. Long ones (many services)
 * are packed, so that a registry of two hundred services still fits a browser's 4096 bytes.
 */
final class ChoicePayload {
    /** A longer text is packed. */
    static final int PLAIN_LENGTH_MAX = 900;

    /** No more than this is ever unpacked. */
    static final int UNPACKED_MAX = 64 * 1024;

    private static final String PLAIN = "1!";
    private static final String PACKED = "2!";
    private static final int FIELDS = 8;

    private ChoicePayload() {}

    static String write(Decision decision) {
        String text = String.join(
                "!",
                Long.toString(decision.decidedAt().toEpochMilli(), 36),
                Long.toString(decision.validUntil().toEpochMilli(), 36),
                safe(decision.askVersion()),
                notices(decision),
                safe(decision.granted()),
                safe(decision.refused()),
                safe(decision.recordId()),
                safe(decision.subjectId()));
        return text.length() <= PLAIN_LENGTH_MAX ? PLAIN + text : PACKED + pack(text);
    }

    /** Reads what {@link #write} wrote; null for anything else. */
    static @Nullable Decision read(String payload) {
        String body = payload.length() < 2 ? "" : payload.substring(2);
        String text = payload.startsWith(PLAIN) ? body : payload.startsWith(PACKED) ? unpack(body) : null;
        String[] fields = text == null ? new String[0] : text.split("!", -1);
        return fields.length == FIELDS ? decision(fields) : null;
    }

    private static Decision decision(String[] fields) {
        return new Decision(
                Instant.ofEpochMilli(Long.parseLong(fields[0], 36)),
                Instant.ofEpochMilli(Long.parseLong(fields[1], 36)),
                plain(fields[2]),
                notice(fields[3]),
                set(fields[4]),
                set(fields[5]),
                fields[6].isEmpty() ? null : plain(fields[6]),
                fields[7].isEmpty() ? null : plain(fields[7]),
                earlierNotices(fields[3]));
    }

    /** The notice of the decision, then those that older grants among it stem from. */
    private static String notices(Decision decision) {
        String earlier = safe(decision.earlierNotices());
        return safe(decision.noticeVersion()) + (earlier.isEmpty() ? "" : "~" + earlier);
    }

    private static String notice(String field) {
        int end = field.indexOf('~');
        return plain(end < 0 ? field : field.substring(0, end));
    }

    private static Set<String> earlierNotices(String field) {
        int end = field.indexOf('~');
        return end < 0 ? Set.of() : set(field.substring(end + 1));
    }

    private static String safe(@Nullable String text) {
        return text == null ? "" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String safe(Set<String> ids) {
        return new TreeSet<>(ids).stream().map(ChoicePayload::safe).collect(Collectors.joining("~"));
    }

    private static String plain(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Set<String> set(String text) {
        return text.isEmpty()
                ? Set.of()
                : Arrays.stream(text.split("~", -1)).map(ChoicePayload::plain).collect(Collectors.toUnmodifiableSet());
    }

    private static String pack(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[4096];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    private static @Nullable String unpack(String packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(packed));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[4096];
            while (!inflater.finished() && out.size() <= UNPACKED_MAX) {
                int length = inflater.inflate(chunk);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return null;
                }
                out.write(chunk, 0, length);
            }
            return inflater.finished() ? out.toString(StandardCharsets.UTF_8) : null;
        } catch (DataFormatException | IllegalArgumentException e) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
