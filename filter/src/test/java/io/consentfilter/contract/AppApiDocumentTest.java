package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.RawHttp.Answer;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/app-api.md} shows is compiled without a warning and does what the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AppApiDocumentTest {
    private static final Pattern CLASS = Pattern.compile("public class (\\w+) (extends HttpServlet|implements)");
    private static final String PURPOSE = "visitor-statistics";

    @TempDir
    private static Path root;

    private ContractApp app;
    private GuardedNode node;

    @BeforeAll
    void deployExamples() throws Exception {
        app = ContractApp.write(root);
        GuardedNode.withOperator(app);
        TreeMap<String, String> sources = new TreeMap<>();
        StringBuilder declared = new StringBuilder();
        for (String source : DocumentedExamples.in("java")) {
            Matcher name = CLASS.matcher(source);
            assertThat(name.find()).as("an example is a whole class").isTrue();
            sources.put(name.group(1), source);
            declared.append(declaration(name.group(1), name.group(2)));
        }
        compile(sources, Files.createDirectories(app.guarded().resolve("WEB-INF/classes")));
        Path descriptor = app.guarded().resolve("WEB-INF/web.xml");
        Files.writeString(descriptor, Files.readString(descriptor).replace("</web-app>", declared + "</web-app>"));
        node = GuardedNode.start(app);
    }

    private static String declaration(String name, String kind) {
        if (kind.equals("implements")) {
            return "<listener><listener-class>" + name + "</listener-class></listener>";
        }
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + name + "</servlet-class>"
                + "<async-supported>true</async-supported></servlet><servlet-mapping><servlet-name>" + name
                + "</servlet-name><url-pattern>/" + name.toLowerCase(Locale.ROOT) + "</url-pattern></servlet-mapping>";
    }

    private static void compile(TreeMap<String, String> sources, Path classes) throws Exception {
        Path directory = Files.createDirectories(root.resolve("sources"));
        for (String name : sources.keySet()) {
            Files.writeString(directory.resolve(name + ".java"), sources.get(name));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> written = sources.keySet().stream()
                    .map(name -> directory.resolve(name + ".java"))
                    .toList();
            List<String> options =
                    List.of("-d", classes.toString(), "-proc:none", "-Xlint:all,-classfile,-options,-path", "-Werror");
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(written))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @AfterAll
    void stop() throws Exception {
        node.close();
    }

    private Answer get(String example, String... headers) {
        return node.http().get(ContractApp.GUARDED + "/" + example, headers);
    }

    private String granted() {
        return app.choice(Set.of(PURPOSE));
    }

    @Test
    void pageHasExamplesInJavaAndJsp() {
        assertThat(DocumentedExamples.in("java")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(DocumentedExamples.in("jsp")).isNotEmpty();
    }

    @Test
    void servletCountsOnlyWhoAgreed() {
        get("productservlet");
        get("productservlet", app.choice(Set.of()));
        assertThat(get("productservlet").text()).contains("Read by 0 who let us count.");

        assertThat(get("productservlet", granted()).text()).contains("Read by 1 who let us count.");
    }

    @Test
    void consentMayBeHandedToAnotherThread() {
        assertThat(get("reportservlet").text()).isEqualTo("not counted");
        assertThat(get("reportservlet", granted()).text()).isEqualTo("counted");
    }

    @Test
    void skippedAnswerLeavesAsItIs() {
        Answer answer = get("newsletterservlet");

        assertThat(answer.text())
                .isEqualTo("<!DOCTYPE html><title>News</title><img alt=\"\" src=\"https://tracker.example/p.gif\">");
        assertThat(answer.all("Content-Security-Policy")).isEmpty();
    }

    @Test
    void ownSignOnReplacesTheToken() {
        assertThat(node.operator("api/stats").status())
                .as("nobody is signed on, and the token counts no more")
                .isIn(401, 403, 404);
    }
}
