package io.consentfilter.demo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import io.consentfilter.rewrite.HostileCase;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many pages at once, each in a frame of its own; no request leaves the browser, and it is written down whose it was. */
final class CaseFrames {
    private static final String SITE = "https://www.muster.example/shop/page.html";
    private static final List<String> OPEN = List.of("www.muster.example", "pay.example");

    /** What the site of these tests has declared. */
    private static final List<String> DECLARED = List.of("stat.example", "video.example", "frames.example");

    /** Everything else stays inside the browser. */
    private static final Pattern WEB = Pattern.compile("(http|ws)s?:");

    private static final int FRAMES_PER_TAB = 60;
    private static final double SETTLED_MILLIS = 500;
    private static final Pattern CASE = Pattern.compile(Pattern.quote(SITE) + "\\?(\\d+)");

    private final BrowserContext context;
    private final List<HostileCase> cases;
    private final Function<HostileCase, byte[]> sent;
    private final Map<Integer, List<String>> contacts = new TreeMap<>();

    /**
     * @param sent what the site answers for a case
     */
    CaseFrames(BrowserContext context, List<HostileCase> cases, Function<HostileCase, byte[]> sent) {
        this.context = context;
        this.cases = cases;
        this.sent = sent;
    }

    /** Opens every case; tells what reached a withheld host, by the number of the case, -1 where it cannot be told. */
    Map<Integer, List<String>> openAll() {
        context.route("**/*", this::answer);
        for (int from = 0; from < cases.size(); from += FRAMES_PER_TAB) {
            Page tab = context.newPage();
            try {
                tab.navigate(SITE + "?tab" + from);
                tab.waitForTimeout(SETTLED_MILLIS);
            } finally {
                tab.close();
            }
        }
        return contacts;
    }

    private void answer(Route route) {
        Request request = route.request();
        String host = String.valueOf(URI.create(request.url().replaceAll("[^!-~]|[\\\\^`{|}\"<>]", "_"))
                .getHost());
        Matcher asked = CASE.matcher(request.url());
        try {
            if (request.url().startsWith(SITE + "?tab")) {
                route.fulfill(html(tab(Integer.parseInt(request.url().substring(SITE.length() + 4)))));
            } else if (asked.matches()) {
                route.fulfill(page(cases.get(Integer.parseInt(asked.group(1)))));
            } else {
                if (!OPEN.contains(host) && WEB.matcher(request.url()).lookingAt()) {
                    contacted(request, host);
                }
                route.fulfill(new FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/plain")
                        .setBody(""));
            }
        } catch (PlaywrightException gone) {
            // The tab was closed meanwhile; what was asked for is written down.
        }
    }

    private static FulfillOptions html(String text) {
        return new FulfillOptions().setContentType("text/html;charset=utf-8").setBody(text);
    }

    private FulfillOptions page(HostileCase hostile) {
        String type = hostile.kind() == DocumentKind.XHTML ? "application/xhtml+xml" : "text/html";
        return new FulfillOptions().setContentType(type + ";charset=utf-8").setBodyBytes(sent.apply(hostile));
    }

    private String tab(int from) {
        StringBuilder tab = new StringBuilder("<!doctype html><title>cases</title>");
        for (int i = from; i < Math.min(cases.size(), from + FRAMES_PER_TAB); i++) {
            tab.append("<iframe src=\"page.html?").append(i).append("\"></iframe>");
        }
        return tab.toString();
    }

    /** Where a page sends its visitor, it need not stay away from hosts that nobody declared. */
    private void contacted(Request request, String host) {
        Frame frame = frame(request);
        boolean leaves = request.isNavigationRequest() && frame != null && isOfTab(frame.parentFrame());
        if (!leaves || DECLARED.stream().anyMatch(host::endsWith)) {
            contacts.computeIfAbsent(number(frame), key -> new ArrayList<>()).add(request.url());
        }
    }

    private static @org.jspecify.annotations.Nullable Frame frame(Request request) {
        try {
            return request.frame();
        } catch (PlaywrightException early) {
            return null;
        }
    }

    private static boolean isOfTab(@org.jspecify.annotations.Nullable Frame frame) {
        return frame != null && frame.parentFrame() == null;
    }

    private static int number(@org.jspecify.annotations.Nullable Frame of) {
        Frame frame = of;
        while (frame != null && !isOfTab(frame.parentFrame())) {
            frame = frame.parentFrame();
        }
        Matcher named = frame == null ? CASE.matcher("") : CASE.matcher(frame.url());
        return named.matches() ? Integer.parseInt(named.group(1)) : -1;
    }
}
