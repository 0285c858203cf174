package io.consentfilter.contract;

import static io.consentfilter.contract.GuardedNode.TRACKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's native code has no place to be unpacked to; loaded once, it stays, so this takes a JVM of its own. */
final class NativeCodeTest {
    @TempDir
    private Path root;

    /** A webapp of its own: says what a visitor gets. */
    static final class Node {
        private Node() {}

        public static void main(String[] arguments) throws Exception {
            try (GuardedNode node = GuardedNode.start(ContractApp.write(Path.of(arguments[0])))) {
                String page = node.page("");
                Answer grant = node.click(page, "1", "accept-all", "");
                Answer refusal = node.click(page, "1", "reject-all", "");
                System.out.println("said page " + (page.contains("</html>") && !page.contains(TRACKER)));
                System.out.println("said grant " + grant.status() + " " + grant.all("Set-Cookie"));
                System.out.println("said refusal " + refusal.status());
            }
        }
    }

    @Test
    void pagesAreServedGrantsWaitAndTheLogSaysWhatToMend() throws Exception {
        Path noDirectory = Files.writeString(root.resolve("file"), "");
        String said = node("-Dorg.sqlite.tmpdir=" + noDirectory);
        assertThat(said).contains("said page true", "said grant 503 []", "said refusal 303");
        assertThat(said).contains("Receipts cannot be written", "-Dorg.sqlite.tmpdir=DIRECTORY");
    }

    @Test
    void withAPlaceForItGrantsAreStored() throws Exception {
        assertThat(node()).contains("said page true", "said grant 303", "said refusal 303");
    }

    private String node(String... options) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Node.class.getName(),
                Files.createDirectories(root.resolve("node")).toString()));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        started.waitFor();
        return said;
    }
}
