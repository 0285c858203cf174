package io.consentfilter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The house: which room may know which. Change the ladder on purpose, in one commit, with a line in {@code docs/decisions}. */
@AnalyzeClasses(packages = "io.consentfilter", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.consentfilter";

    /** Room → rooms it may know. What is not named here may not be known. */
    private static final Map<String, Set<String>> LADDER = new HashMap<>();

    private static void room(String name, String... below) {
        LADDER.put(name, Set.of(below));
    }

    static {
        // L0: nouns and tools, which know nobody.
        room("model");
        room("html");
        room("web");
        room("json");
        room("metrics");
        room("seal");
        // L1: facts and contracts.
        room("config", "model", "json", "metrics");
        room("registry", "config", "model", "metrics");
        room("ledger", "seal", "model", "metrics");
        room("store", "ledger", "model", "config", "metrics");
        // L2: one job each.
        room("rewrite", "html", "web", "registry", "model", "config", "metrics");
        room("cookie", "seal", "registry", "model", "config", "metrics");
        room("csp", "registry", "model", "config", "metrics");
        room("view", "seal", "registry", "json", "model", "config", "metrics");
        room("policy", "store", "registry", "json", "model", "config", "metrics");
        room("receipt", "store", "ledger", "policy", "registry", "json", "seal", "model", "config", "metrics");
        room("store.sql", "store", "ledger", "seal", "json", "model", "config", "metrics");
        // L3: HTTP.
        room("page", "rewrite", "cookie", "csp", "view", "registry", "web", "model", "config", "metrics");
        room(
                "endpoint",
                "receipt",
                "policy",
                "cookie",
                "view",
                "registry",
                "store",
                "ledger",
                "json",
                "seal",
                "web",
                "model",
                "config",
                "metrics");
        room(
                "operator",
                "receipt",
                "policy",
                "view",
                "registry",
                "store",
                "ledger",
                "json",
                "seal",
                "model",
                "config",
                "metrics");
    }

    @ArchTest
    static final ArchRule arrowsPointDown = ArchRuleDefinition.classes()
            .that(new DescribedPredicate<>("live in a room of the ladder") {
                @Override
                public boolean test(JavaClass type) {
                    return LADDER.containsKey(roomOf(type));
                }
            })
            .should(new ArchCondition<>("know only the rooms below") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String from = roomOf(type);
                    type.getDirectDependenciesFromSelf().forEach(dependency -> {
                        JavaClass target = dependency.getTargetClass().getBaseComponentType();
                        String to = roomOf(target);
                        if (!target.getPackageName().startsWith(ROOT) || to.equals(from)) {
                            return;
                        }
                        if (!LADDER.getOrDefault(from, Set.of()).contains(to)) {
                            events.add(SimpleConditionEvent.violated(
                                    type, from + " must not know " + to + ": " + dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule everyRoomStandsOnTheLadder = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("io.consentfilter..")
            .should(new ArchCondition<>("live in a room that the ladder names") {
                private final Set<String> free = new HashSet<>(Set.of("", "cli"));

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!LADDER.containsKey(roomOf(type)) && !free.contains(roomOf(type))) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in an unknown room"));
                    }
                }
            });

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.consentfilter.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsTheRoot = noClasses()
            .that()
            .resideInAPackage("io.consentfilter.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.consentfilter");

    @ArchTest
    static final ArchRule jacksonHasOneDoor = noClasses()
            .that()
            .resideOutsideOfPackage("..consentfilter.json..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule databasesHaveOneDoor = noClasses()
            .that()
            .resideOutsideOfPackages("..consentfilter.store.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule servletTypesStayAtTheDoor = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".page..", ROOT + ".endpoint..", ROOT + ".operator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule templatesHaveOneDoor = noClasses()
            .that()
            .resideOutsideOfPackage("..consentfilter.view..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.samskivert..");

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || !name.startsWith(ROOT + ".") ? "" : name.substring(ROOT.length() + 1);
    }
}
