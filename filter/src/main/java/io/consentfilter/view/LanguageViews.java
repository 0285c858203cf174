package io.consentfilter.view;

import io.consentfilter.model.Decision;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pieces of one language, written once where they are the same for everybody. */
final class LanguageViews {
    final Wording wording;
    final Embed embed;
    final ChoicesPage choices;
    final Prepared asking;
    final Prepared unknown;
    final Prepared reopen;

    private final Site site;
    private final Panel panel;
    private final String reopenMarkup;

    LanguageViews(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
        this.embed = new Embed(site, wording);
        this.choices = new ChoicesPage(site, wording);
        this.panel = new Panel(site, wording);
        this.reopenMarkup = reopenMarkup();
        this.reopen = new Prepared(reopenMarkup);
        this.asking = new Prepared(panel.asking(false) + reopenMarkup);
        this.unknown = new Prepared(panel.asking(true) + reopenMarkup);
    }

    private String reopenMarkup() {
        Map<String, Object> values = site.values(wording);
        values.put("place", site.banner().reopen().name().toLowerCase(Locale.ROOT));
        return Templates.fill(site.templates().reopen, values);
    }

    Prepared askingAgain(Decision before) {
        return new Prepared(panel.askingAgain(before) + reopenMarkup);
    }

    /** The placeholders of all services that are offered, without page, address and key: part of what was shown. */
    byte[] embeds() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String id : site.registry().askable()) {
            all.writeBytes(Prepared.joined(new Prepared(embed.of(id, "", "", "")).fill("", "", "")));
        }
        return all.toByteArray();
    }

    /** @param shown the languages that this page can be read in, and its query without language; null where there is one only */
    String frame(String title, String head, String body, Views.@Nullable Elsewhere shown) {
        Map<String, Object> values = site.values(wording);
        values.put("site", site.section().name());
        values.put("home", site.paths().context() + "/");
        values.put("title", title);
        values.put("page", site.assets().page.path());
        values.put("head", head);
        values.put("body", body);
        List<String> offered = shown == null ? List.of() : shown.languages();
        values.put("several", offered.size() > 1);
        values.put(
                "languages", shown == null ? List.of() : LanguageLinks.of(offered, wording.language(), shown.query()));
        return Templates.fill(site.templates().frame, values);
    }
}
