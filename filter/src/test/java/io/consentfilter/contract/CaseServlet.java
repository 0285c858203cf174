package io.consentfilter.contract;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers {@code /c/NAME} with the case of that name: one servlet, so that every container deploys it alike. */
public final class CaseServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String name = (included == null ? request.getPathInfo() : included.toString()).substring(1);
        Cases.Case found = Cases.ALL.get(name);
        if (found == null) {
            response.sendError(404, "no case " + name);
            return;
        }
        found.answer(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        doGet(request, response);
    }
}
