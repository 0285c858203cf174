package io.consentfilter.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of a command: files, options with a value, switches. */
record Options(List<String> files, Map<String, List<String>> given) {
    /** Null where an option is unknown or its value is missing. */
    static @Nullable Options read(List<String> arguments, List<String> withValue, List<String> switches) {
        List<String> files = new ArrayList<>();
        Map<String, List<String>> given = new HashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (switches.contains(argument)) {
                given.put(argument, List.of());
            } else if (withValue.contains(argument) && rest.hasNext()) {
                given.computeIfAbsent(argument, name -> new ArrayList<>()).add(rest.next());
            } else if (argument.startsWith("--")) {
                return null;
            } else {
                files.add(argument);
            }
        }
        return new Options(files, given);
    }

    List<String> values(String option) {
        return given.getOrDefault(option, List.of());
    }

    String value(String option, String otherwise) {
        List<String> values = values(option);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    boolean has(String option) {
        return given.containsKey(option);
    }
}
