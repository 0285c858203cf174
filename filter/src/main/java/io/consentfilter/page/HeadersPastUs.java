package io.consentfilter.page;

import io.consentfilter.rewrite.HeaderRewriter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app wrote into the container's own response, past every wrapper, as Spring's WebFlux does with Tomcat. It leaves judged all
 * the same, and on a page what is true for the app's bytes only is held as if it had come by us.
 */
final class HeadersPastUs {
    private final HttpServletResponse response;
    private final HeaderJudge judge;

    HeadersPastUs(HttpServletResponse response, HeaderJudge judge) {
        this.response = response;
        this.judge = judge;
    }

    /**
     * Takes out what may not leave. What came by us is judged a second time: nothing is found in it.
     *
     * @param ours our own policy, which nobody judges
     */
    void judge(@Nullable String ours) {
        if (response.getHeader("Set-Cookie") != null) {
            judgeCookies();
        }
        for (String name : HeaderRewriter.NAMES) {
            if (response.containsHeader(name)) {
                judgeContacts(name, ours);
            }
        }
    }

    private void judgeCookies() {
        List<String> all = List.copyOf(response.getHeaders("Set-Cookie"));
        List<String> left = all.stream().filter(judge::admitsAgain).toList();
        if (left.size() < all.size()) {
            ContainerHabits.leave(response, "Set-Cookie", left);
        }
    }

    private void judgeContacts(String name, @Nullable String ours) {
        List<String> all = List.copyOf(response.getHeaders(name));
        List<String> left = new ArrayList<>(all.size());
        for (String value : all) {
            String judged = value.equals(ours) ? value : judge.withoutWithheld(name, value);
            if (judged != null) {
                left.add(judged);
            }
        }
        if (!left.equals(all)) {
            ContainerHabits.leave(response, name, left);
        }
    }

    /**
     * What a page says of the app's bytes is taken out and held.
     *
     * @param ourCaching what we said to caches, or null
     * @param ourTag the tag that we gave the page, or null
     */
    HeldHeaders takeUp(HeldHeaders held, @Nullable String ourCaching, @Nullable String ourTag) {
        HeldHeaders all = held;
        for (String name : List.copyOf(response.getHeaderNames())) {
            if (HeaderRole.of(name) == HeaderRole.VALIDITY) {
                String value = String.join(", ", response.getHeaders(name));
                boolean ours = value.isEmpty() || value.equals(ourTag) || value.equals(ourCaching);
                if (!ours) {
                    all = all.set(name, value);
                    ContainerHabits.leave(response, name, List.of());
                }
            }
        }
        return all;
    }
}
