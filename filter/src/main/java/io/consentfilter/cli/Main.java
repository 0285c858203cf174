package io.consentfilter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of the drop-in jar: {@code java -jar consent-filter.jar COMMAND …}. Exit codes: 0 in order, 1 not, 2 misused. */
public final class Main {
    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("check", new CheckCommand());
        COMMANDS.put("schema", new SchemaCommand());
        COMMANDS.put("policy", new PolicyCommand());
        COMMANDS.put("verify", new VerifyCommand());
        COMMANDS.put("backup", new BackupCommand());
        COMMANDS.put("restore-check", new RestoreCheckCommand());
        COMMANDS.put("rotate-keys", new RotateCommand());
    }

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /** Runs one command; the answer is the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.get(0).equals("help")) {
            help(out);
            return arguments.isEmpty() ? Command.USAGE : Command.OK;
        }
        Command command = COMMANDS.get(arguments.get(0));
        if (command == null) {
            err.println("found the command \"" + arguments.get(0) + "\", expected one of: "
                    + String.join(", ", COMMANDS.keySet()));
            return Command.USAGE;
        }
        return run(command, arguments.subList(1, arguments.size()), out, err);
    }

    private static int run(Command command, List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return command.run(arguments, out, err);
        } catch (IOException e) {
            err.println("cannot read or write " + e.getMessage());
            return Command.USAGE;
        }
    }

    private static void help(PrintStream out) {
        out.println("java -jar consent-filter.jar COMMAND …");
        COMMANDS.forEach((name, command) ->
                out.printf("  %-40s %s%n", (name + " " + command.arguments()).strip(), command.purpose()));
    }
}
