package io.consentfilter.demo.site;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** A page that is sent in pieces: each must arrive when it is flushed, and none may carry the third party along. */
@WebServlet({"/5-stream", "/en/5-stream"})
public final class SlowPageServlet extends SiteServlet {
    private static final long serialVersionUID = 1L;
    private static final int PIECES = 5;
    private static final long PAUSE_MILLIS = 300;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageAddress page = PageAddress.of(request);
        boolean german = page.language().equals("de");
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Language", page.language());
        PrintWriter out = response.getWriter();
        String title = german ? "5 · Seite in Stücken" : "5 · A page in pieces";
        out.print(layout().head(page.language(), page.name(), title));
        out.print("<main class=\"wrap\"><h1>" + title + "</h1><ol>");
        for (int piece = 1; piece <= PIECES; piece++) {
            out.print("<li>" + (german ? "Stück " : "Piece ") + piece + "</li>");
            out.flush();
            pause();
        }
        out.print("</ol></main>");
        out.print(layout().tail(page.language(), page.name()));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
