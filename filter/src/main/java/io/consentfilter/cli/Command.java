package io.consentfilter.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One word of the command line. */
interface Command {
    /** Everything went well. */
    int OK = 0;

    /** What was looked at is not in order. */
    int FOUND = 1;

    /** The command cannot be understood, or a file cannot be read. */
    int USAGE = 2;

    /** The arguments, as help shows them. */
    String arguments();

    /** What it does, in one sentence. */
    String purpose();

    /** Does it; the answer is the exit code. Results go to {@code out}, complaints to {@code err}. */
    int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException;
}
