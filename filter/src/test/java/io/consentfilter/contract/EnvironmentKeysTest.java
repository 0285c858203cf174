package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.seal.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code "keys": "env:NAME"}: nodes share their keys through their environment; each node here is a process with data of its own. */
final class EnvironmentKeysTest {
    private static final String VARIABLE = "CONSENT_TEST_KEYS";

    private final AtomicInteger nodes = new AtomicInteger();

    @TempDir
    private Path root;

    /** A node of its own: starts the webapp, and says its visitor's cookie, or whether a cookie opens the page. */
    static final class Node {
        private Node() {}

        public static void main(String[] arguments) throws Exception {
            ContractApp app = ContractApp.write(Path.of(arguments[0]));
            GuardedNode.change(app, "\"dataDirectory\"", "\"keys\": \"env:" + VARIABLE + "\", \"dataDirectory\"");
            try (GuardedNode node = GuardedNode.start(app)) {
                String said = arguments.length == 1
                        ? GuardedNode.choiceOf(node.click(node.page(""), "1", "accept-all", ""))
                        : node.page(arguments[1]).contains("<script src=\"https://tracker.example/t.js\"")
                                ? "open"
                                : "withheld";
                System.out.println("said " + said);
            }
        }
    }

    private String keys(String name) throws Exception {
        Path file = root.resolve(name);
        Keys.openOrCreate(file);
        return Files.readString(file);
    }

    private String node(String keys, String... more) throws Exception {
        Path place = Files.createDirectories(root.resolve("node" + nodes.incrementAndGet()));
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Node.class.getName(),
                place.toString()));
        command.addAll(List.of(more));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().remove(VARIABLE);
        if (!keys.isEmpty()) {
            process.environment().put(VARIABLE, keys);
        }
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        started.waitFor();
        assertThat(place.resolve("data/consent.key")).doesNotExist();
        return said;
    }

    private static String cookie(String said) {
        return said.lines()
                .filter(line -> line.startsWith("said choice="))
                .map(line -> line.substring(5))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
    }

    @Test
    void nodesWithTheSameKeysAcceptEachOthersCookiesAndOthersDoNot() throws Exception {
        String shared = keys("shared");
        String visitor = cookie(node(shared));

        assertThat(node(shared, visitor)).contains("said open");
        assertThat(node(keys("another"), visitor)).contains("said withheld");
    }

    @Test
    void withoutTheVariableTheStartSaysWhichOneIsMissing() throws Exception {
        assertThat(node("")).contains("receipts.keys: the environment has no variable " + VARIABLE);
    }

    @Test
    void whatIsNoKeyTextIsRefusedAndNeverQuoted() throws Exception {
        assertThat(node("hunter2 is no key"))
                .contains("receipts.keys: variable " + VARIABLE + " holds no key text")
                .doesNotContain("hunter2");
    }
}
