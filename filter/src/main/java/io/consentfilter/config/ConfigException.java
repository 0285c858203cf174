package io.consentfilter.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Carries every problem at once, sorted by place. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<ConfigProblem> problems;

    public ConfigException(String file, List<ConfigProblem> problems) {
        super(message(file, problems));
        this.problems = List.copyOf(problems);
    }

    /** The name of the file stands before each line only where problems lie in several. */
    private static String message(String file, List<ConfigProblem> problems) {
        boolean several = problems.stream().map(ConfigProblem::file).distinct().count() > 1;
        return file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                + problems.stream()
                        .map(problem -> "\n  " + (several ? problem.file() + " " : "") + problem)
                        .collect(Collectors.joining());
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
