package io.consentfilter.config;

import io.consentfilter.json.JsonProblem;
import io.consentfilter.json.LocatedJson;
import io.consentfilter.json.LocatedJson.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads {@code consent.json}: several files, later ones override; all problems at once; secrets by reference. */
public final class ConfigReader {
    private final Problems problems = new Problems();
    private final Binder binder;

    private ConfigReader(Map<String, String> environment) {
        this.binder = new Binder(problems, new Secrets(environment));
    }

    /** One file as it was found. */
    public record Source(String name, byte[] content) {}

    /**
     * Reads and checks.
     *
     * @param sources the files, later ones override: objects are merged key by key, lists replaced
     * @param environment what {@code env:} references are looked up in
     * @throws ConfigException with every problem at once
     */
    public static ConsentConfig read(List<Source> sources, Map<String, String> environment) throws ConfigException {
        return inspect(sources, environment).config();
    }

    /** Reads and checks as {@link #read}, and returns with the configuration what is not wrong but should be known. */
    public static ConfigReading inspect(List<Source> sources, Map<String, String> environment) throws ConfigException {
        return new ConfigReader(environment).reading(sources);
    }

    private ConfigReading reading(List<Source> sources) throws ConfigException {
        String names = sources.stream().map(Source::name).collect(Collectors.joining(" + "));
        LocatedJson root = merged(sources, names);
        LocatedJson followed = new CatalogueReferences(Catalogue.standard(), problems).follow(root);
        Draft draft = Draft.of(new Spot(followed, ""), binder);
        ConfigChecks.run(draft, binder, problems);
        if (problems.count() > 0) {
            throw new ConfigException(names, problems.errors());
        }
        return new ConfigReading(draft.config(), problems.warnings());
    }

    private LocatedJson merged(List<Source> sources, String names) throws ConfigException {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no configuration file");
        }
        LocatedJson merged = root(sources.get(0), names);
        for (Source later : sources.subList(1, sources.size())) {
            LocatedJson over = root(later, names);
            OneController.check(merged, over, problems);
            merged = over.over(merged);
        }
        return merged.without("$schema");
    }

    private static LocatedJson root(Source source, String names) throws ConfigException {
        try {
            LocatedJson root = LocatedJson.read(source.name(), source.content());
            if (root.kind() == Kind.OBJECT) {
                return root;
            }
            throw unreadable(names, source, 1, 1, Wording.mismatch(root, "an object"));
        } catch (JsonProblem e) {
            throw unreadable(names, source, e.line(), e.column(), String.valueOf(e.getMessage()));
        }
    }

    private static ConfigException unreadable(String names, Source source, int line, int column, String message) {
        return new ConfigException(names, List.of(new ConfigProblem(source.name(), line, column, "", message)));
    }
}
