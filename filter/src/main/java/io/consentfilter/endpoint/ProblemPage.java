package io.consentfilter.endpoint;

/** A problem for whoever asked: a short readable page for browsers, a problem document (RFC 9457) for programs. */
final class ProblemPage {
    private ProblemPage() {}

    static Reply of(Exchange exchange, Problem problem) {
        return exchange.wantsPage() ? page(exchange, problem) : Reply.problem(problem);
    }

    private static Reply page(Exchange exchange, Problem problem) {
        String language = exchange.language();
        Wordings words = Wordings.in(language);
        String key = "problem." + problem.status();
        String html = "<h1>" + words.html("problem.title") + "</h1>\n<p>"
                + words.html(words.has(key) ? key : "problem.other") + "</p>\n<p><a href=\""
                + Wordings.escape(exchange.rooms().paths().own("/")) + "\">" + words.html("choices") + "</a></p>\n";
        return Reply.privatePage(
                        problem.status(), exchange.rooms().views().frame(language, words.html("problem.title"), html))
                .with("Content-Language", language);
    }
}
