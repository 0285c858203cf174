package io.consentfilter.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The states of all services and purposes of a record: a combination that many records share. */
record States(Map<String, ConsentState> services, Map<String, ConsentState> purposes) {
    static final int SERVICE = 0;
    static final int PURPOSE = 1;

    static States of(ConsentRecord record) {
        return new States(record.services(), record.purposes());
    }

    /** One line each: {@code s given youtube}, {@code p refused media}. */
    String text() {
        StringBuilder text = new StringBuilder();
        append(text, "s ", services);
        append(text, "p ", purposes);
        return text.toString();
    }

    static States parse(String text) {
        Map<String, ConsentState> services = new TreeMap<>();
        Map<String, ConsentState> purposes = new TreeMap<>();
        text.lines().forEach(line -> {
            int space = line.indexOf(' ', 2);
            (line.startsWith("s") ? services : purposes)
                    .put(line.substring(space + 1), stateOf(line.substring(2, space)));
        });
        return new States(services, purposes);
    }

    static String nameOf(ConsentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ConsentState stateOf(String name) {
        return ConsentState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static void append(StringBuilder text, String kind, Map<String, ConsentState> states) {
        new TreeMap<>(states).forEach((id, state) -> {
            if (id.isEmpty() || id.lines().count() != 1 || id.endsWith("\n") || id.endsWith("\r")) {
                throw new IllegalArgumentException("an id of a service or purpose is one line");
            }
            text.append(kind).append(nameOf(state)).append(' ').append(id).append('\n');
        });
    }
}
