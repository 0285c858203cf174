package io.consentfilter.endpoint;

import io.consentfilter.policy.PolicyDiff;
import io.consentfilter.policy.PolicyDocument;
import io.consentfilter.store.StoreException;
import io.consentfilter.view.Views;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Datenschutzerklärung of today, its earlier versions, and what changed. The same for everybody, so caches may ask by ETag. */
final class PolicyEndpoint {
    private final PolicyVersions versions;
    private volatile @Nullable LocalDate dateOfToday;

    PolicyEndpoint(PolicyVersions versions) {
        this.versions = versions;
    }

    List<Endpoint> endpoints(String path) {
        return List.of(
                new Endpoint(
                        "GET",
                        new PathTemplate(path),
                        List.of(200, 304),
                        "The privacy policy of today; ?lang= or Accept-Language.",
                        this::today),
                new Endpoint(
                        "GET",
                        new PathTemplate(path + "/versions"),
                        List.of(200, 304, 503),
                        "Every version that was shown.",
                        this::list),
                new Endpoint(
                        "GET",
                        new PathTemplate(path + "/versions/{version}"),
                        List.of(200, 304, 404, 503),
                        "One version, as archived.",
                        this::version),
                new Endpoint(
                        "GET",
                        new PathTemplate(path + "/changes"),
                        List.of(200, 304, 404, 503),
                        "What changed between two versions: ?from=&to=; without them between the last two.",
                        this::changes));
    }

    private Reply today(Exchange exchange) {
        String language = exchange.language();
        PolicyDocument policy = exchange.rooms().policy().in(language, date(exchange));
        return page(exchange, policy.language(), policy.title(), policy.html(), policy.version() + "." + policy.date());
    }

    /** The day this version came up first; while the archive does not answer, the day this node began to show it. */
    private LocalDate date(Exchange exchange) {
        LocalDate known = dateOfToday;
        if (known != null) {
            return known;
        }
        try {
            Optional<LocalDate> found =
                    versions.find(exchange.rooms().policy().version()).map(PolicyVersions.Entry::date);
            found.ifPresent(date -> dateOfToday = date);
            return found.orElseGet(() -> firstShown(exchange));
        } catch (StoreException e) {
            return firstShown(exchange);
        }
    }

    private static LocalDate firstShown(Exchange exchange) {
        return exchange.rooms()
                .desk()
                .notice()
                .firstShown()
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }

    private Reply list(Exchange exchange) throws RefusedException {
        String language = exchange.language();
        Wordings words = Wordings.in(language);
        StringBuilder html =
                new StringBuilder("<h1>").append(words.html("versions.title")).append("</h1>\n<p>");
        html.append(words.html("versions.lead")).append("</p>\n<ol reversed>\n");
        List<PolicyVersions.Entry> entries = archive(versions::all);
        for (int i = 0; i < entries.size(); i++) {
            PolicyVersions.Entry older = i + 1 < entries.size() ? entries.get(i + 1) : null;
            html.append(item(exchange, entries.get(i), older, words));
        }
        html.append("</ol>\n").append(back(exchange, words));
        return page(
                exchange,
                language,
                words.html("versions.title"),
                html.toString(),
                "versions." + html.toString().hashCode());
    }

    private static String item(
            Exchange exchange, PolicyVersions.Entry entry, PolicyVersions.@Nullable Entry older, Wordings words) {
        String path = exchange.rooms().paths().policy("/versions/" + entry.version());
        String current = entry.version().equals(exchange.rooms().policy().version())
                ? " (" + words.html("versions.current") + ")"
                : "";
        String changes = older == null
                ? ""
                : " – "
                        + link(
                                exchange.rooms()
                                        .paths()
                                        .policy("/changes?from=" + older.version() + "&to=" + entry.version()),
                                words.html("versions.changes"));
        return "<li>" + link(path, words.html("versions.from") + " " + entry.date()) + current + changes + "</li>\n";
    }

    private Reply version(Exchange exchange) throws RefusedException {
        PolicyVersions.Entry entry = entry(exchange.name("version"));
        PolicyVersions.Part part = part(entry, exchange.language());
        PolicyDocument policy =
                exchange.rooms().policy().archived(part.language(), part.bytes(), entry.version(), entry.date());
        Wordings words = Wordings.in(part.language());
        boolean current = entry.version().equals(exchange.rooms().policy().version());
        String note = current
                ? ""
                : "<p role=\"note\"><strong>" + words.html("archived") + "</strong></p>\n" + back(exchange, words);
        return page(exchange, part.language(), policy.title(), note + policy.html(), entry.version() + "." + current);
    }

    private Reply changes(Exchange exchange) throws RefusedException {
        List<PolicyVersions.Entry> entries = archive(versions::all);
        Fields query = exchange.query();
        String from = query.first("from").isEmpty()
                ? entries.get(Math.min(1, entries.size() - 1)).version()
                : query.first("from");
        String to = query.first("to").isEmpty() ? entries.get(0).version() : query.first("to");
        PolicyVersions.Part newer = part(entry(to), exchange.language());
        PolicyVersions.Part older = part(entry(from), newer.language());
        Wordings words = Wordings.in(newer.language());
        String html = PolicyDiff.html(newer.language(), older.bytes(), newer.bytes()) + back(exchange, words);
        return page(exchange, newer.language(), words.html("versions.changes"), html, from + "." + to);
    }

    private PolicyVersions.Entry entry(String version) throws RefusedException {
        return archive(() -> versions.find(version)).orElseThrow(PolicyEndpoint::unknown);
    }

    private PolicyVersions.Part part(PolicyVersions.Entry entry, String language) throws RefusedException {
        return archive(() -> versions.part(entry, language)).orElseThrow(PolicyEndpoint::unknown);
    }

    private static RefusedException unknown() {
        return Problem.of(404, "There is no such version.");
    }

    /** A question to the archive. */
    private interface Question<T> {
        T ask() throws StoreException;
    }

    private static <T> T archive(Question<T> question) throws RefusedException {
        try {
            return question.ask();
        } catch (StoreException e) {
            throw Problem.of(503, "Versions cannot be read at this moment.");
        }
    }

    private static Reply page(Exchange exchange, String language, String title, String html, String state) {
        String tag =
                "\"" + state + "." + language + "." + exchange.rooms().views().assetVersion() + "\"";
        return Reply.page(200, exchange.rooms().views().frame(language, title, html, elsewhere(exchange)))
                .with("Cache-Control", "no-cache")
                .with("ETag", tag)
                .with("Vary", "Accept-Language")
                .with("Content-Language", language);
    }

    /** The site's languages that the policy is written in. */
    private static Views.Elsewhere elsewhere(Exchange exchange) {
        Rooms rooms = exchange.rooms();
        List<String> written = rooms.site().languages().stream()
                .filter(tag ->
                        rooms.policy().in(tag, LocalDate.EPOCH).language().equals(tag))
                .toList();
        return new Views.Elsewhere(written, exchange.query("from", "to"));
    }

    private static String back(Exchange exchange, Wordings words) {
        return "<p>" + link(exchange.rooms().paths().policy(""), words.html("back")) + "</p>\n";
    }

    private static String link(String address, String html) {
        return "<a href=\"" + Wordings.escape(address) + "\">" + html + "</a>";
    }
}
