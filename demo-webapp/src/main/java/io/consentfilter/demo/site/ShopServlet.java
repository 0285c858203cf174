package io.consentfilter.demo.site;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** The company's pages: home, product, contact, video, newsletter, imprint, and the staircase of small demonstrations. */
@WebServlet({
    "",
    "/produkt",
    "/kontakt",
    "/video",
    "/newsletter",
    "/impressum",
    "/1-cookie",
    "/2-script",
    "/3-iframe",
    "/4-inserted-later",
    "/en/",
    "/en/produkt",
    "/en/kontakt",
    "/en/video",
    "/en/newsletter",
    "/en/impressum",
    "/en/1-cookie",
    "/en/2-script",
    "/en/3-iframe",
    "/en/4-inserted-later"
})
public final class ShopServlet extends SiteServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(response, PageAddress.of(request), Map.of());
    }

    /** The contact form and the newsletter: the page that answers a POST says what arrived and keeps nothing. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageAddress page = PageAddress.of(request);
        show(response, new PageAddress(page.language(), "danke"), Map.of());
    }
}
