package io.consentfilter.demo.site;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;

/** Comments, in memory. Writing one starts a session, so that the own comments can be marked: a cookie that needs no consent. */
@WebServlet({"/kommentare", "/en/kommentare"})
public final class CommentsServlet extends SiteServlet {
    private static final long serialVersionUID = 1L;

    /** Older comments are dropped. */
    private static final int COMMENTS_MAX = 20;

    private static final int TEXT_MAX = 500;

    private final transient Deque<Comment> comments = new ArrayDeque<>();

    private record Comment(String name, String text, String session) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String session = request.getSession(false) == null
                ? ""
                : request.getSession(false).getId();
        show(response, PageAddress.of(request), Map.of("comments", list(session)));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        String text = trimmed(request.getParameter("text"));
        if (!text.isEmpty()) {
            add(new Comment(
                    trimmed(request.getParameter("name")),
                    text,
                    request.getSession(true).getId()));
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", PageAddress.of(request).sibling("kommentare"));
    }

    private synchronized void add(Comment comment) {
        if (comments.size() == COMMENTS_MAX) {
            comments.removeFirst();
        }
        comments.addLast(comment);
    }

    private synchronized String list(String session) {
        return comments.stream()
                .map(comment -> "<li" + (comment.session().equals(session) ? " class=\"own\"" : "") + "><strong>"
                        + Layout.escaped(comment.name().isEmpty() ? "…" : comment.name()) + "</strong><p>"
                        + Layout.escaped(comment.text()) + "</p></li>")
                .collect(Collectors.joining("\n"));
    }

    private static String trimmed(@org.jspecify.annotations.Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    }
}
