package io.consentfilter.cli;

import java.io.PrintStream;
import java.util.List;

/** What a check says to whoever asked. Values come from the file: none of them may reach a terminal as a command. */
final class Told {
    private Told() {}

    /** Prints everything and returns the exit code. */
    static int to(PrintStream out, ExportCheck check) {
        check.findings().forEach(line -> out.println(plain(line)));
        check.summary().forEach(line -> out.println(plain(line)));
        out.println(plain(verdict(check)));
        return check.findings().isEmpty() ? Command.OK : Command.FOUND;
    }

    private static String verdict(ExportCheck check) {
        if (!check.findings().isEmpty()) {
            return "NOT in order: " + check.findings().size() + " findings";
        }
        List<String> open = check.open();
        return open.isEmpty() ? "in order" : "in order, as far as it was looked at; open is " + String.join(", ", open);
    }

    /** Control characters, and those that turn the direction of writing, become question marks. */
    static String plain(String line) {
        StringBuilder plain = new StringBuilder(line.length());
        line.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
