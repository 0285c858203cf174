package io.consentfilter.view;

import io.consentfilter.config.BannerSection;
import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every HTML that visitors get from us, escaped once: logic-free templates filled from the registry. Safe for any number of threads.
 *
 * <p>What goes into foreign pages is ASCII and well-formed XML, so that it fits any encoding and XHTML. Banner and re-open link are
 * written once per language; a request only fills in the shown token and the return path.
 */
public final class Views {
    private final Site site;
    private final Languages languages;
    private final Map<String, LanguageViews> byLanguage = new LinkedHashMap<>();
    private final LanguageViews first;
    private final Heads heads = new Heads();

    /**
     * @param paths where our own pages live, with the context path in front
     */
    public Views(SiteSection site, ControllerSection controller, BannerSection banner, Registry registry, Paths paths) {
        this.site = new Site(site, controller, banner, registry, paths, new Assets(banner, registry), new Templates());
        this.languages = new Languages(site.languages());
        site.languages().forEach(tag -> byLanguage.put(tag, new LanguageViews(this.site, Wording.of(tag))));
        this.first = byLanguage.values().iterator().next();
    }

    /**
     * Addresses of our own pages.
     *
     * @param context the context path, empty for the root context
     * @param prefix where our endpoints live, with the context path in front
     * @param policy where the policy lives, with the context path in front
     */
    public record Paths(String context, String prefix, String policy) {
        /** In the root context. */
        public Paths(String prefix, String policy) {
            this("", prefix, policy);
        }
    }

    /**
     * What a page's insertions depend on.
     *
     * @param language one of the site's languages
     * @param nonce the app's CSP nonce, if it has one
     * @param inlineStyle whether the app's own CSP lets an inline {@code style} element through: it has none, or
     *     {@code 'unsafe-inline'}, or a nonce
     * @param shownToken the token for the banner's form
     * @param returnPath path and query the form comes back to; after a page that answered a POST the choices page, and
     *     then the script does not fetch the page anew either
     * @param ownOrigin the site's origin, which our forms and links name, so that no {@code <base>} leads them away; empty where
     *     it is not known for certain and no {@code <base>} was seen
     */
    public record PageView(
            String language,
            Visitor visitor,
            @Nullable String nonce,
            boolean inlineStyle,
            String shownToken,
            String returnPath,
            String ownOrigin) {
        /** A page whose forms and links follow its base address. */
        public PageView(
                String language,
                Visitor visitor,
                @Nullable String nonce,
                boolean inlineStyle,
                String shownToken,
                String returnPath) {
            this(language, visitor, nonce, inlineStyle, shownToken, returnPath, "");
        }

        /** A page whose own CSP does not stand in the way of an inline style. */
        public PageView(
                String language, Visitor visitor, @Nullable String nonce, String shownToken, String returnPath) {
            this(language, visitor, nonce, true, shownToken, returnPath);
        }
    }

    /**
     * Right after {@code <head>}: one link and one script for who has to decide or granted something; for everybody else a few rules
     * for the re-open link inside the page and no request at all. ASCII.
     */
    public byte[] head(PageView page) {
        return heads.of(page, this::renderedHead);
    }

    private byte[] renderedHead(PageView page) {
        Set<String> granted = granted(page.visitor());
        if (asks(page.visitor()) || !granted.isEmpty()) {
            return Markup.ascii(styleLink(page) + script(page, granted));
        }
        return Markup.ascii(
                page.inlineStyle()
                        ? "<style" + nonce(page) + ">" + site.assets().reopenRules + "</style>"
                        : styleLink(page));
    }

    private String styleLink(PageView page) {
        return "<link rel=\"stylesheet\" href=\"" + Markup.escape(site.paths().prefix()) + "/"
                + site.assets().style.path() + "\"" + nonce(page) + "/>";
    }

    private String script(PageView page, Set<String> granted) {
        return script(page.visitor(), granted, nonce(page));
    }

    private String script(Visitor visitor, Set<String> granted, String nonce) {
        String decided = visitor.standing() == Standing.DECIDED ? " data-decided=\"1\"" : "";
        return "<script src=\"" + Markup.escape(site.paths().prefix()) + "/"
                + site.assets().script.path()
                + "\" defer=\"defer\" data-granted=\"" + Markup.escape(String.join(" ", granted)) + "\"" + decided
                + nonce + "></script>";
    }

    private static String nonce(PageView page) {
        return page.nonce() == null ? "" : " nonce=\"" + Markup.escape(page.nonce()) + "\"";
    }

    /**
     * First in {@code body}: the banner for who has to decide, and the link that opens the settings again; ASCII, in pieces that
     * follow one another.
     */
    public List<byte[]> body(PageView page) {
        LanguageViews views = in(page.language());
        Visitor visitor = page.visitor();
        Decision decision = visitor.decision();
        if (!asks(visitor)) {
            return views.reopen.fill(page.shownToken(), page.returnPath(), page.ownOrigin());
        }
        if (visitor.standing() == Standing.ASK_AGAIN && decision != null) {
            return views.askingAgain(decision).fill(page.shownToken(), page.returnPath(), page.ownOrigin());
        }
        Prepared panel = visitor.standing() == Standing.UNKNOWN ? views.unknown : views.asking;
        return panel.fill(page.shownToken(), page.returnPath(), page.ownOrigin());
    }

    private boolean asks(Visitor visitor) {
        return switch (visitor.standing()) {
            case UNDECIDED, UNKNOWN -> !site.registry().askable().isEmpty();
            case ASK_AGAIN ->
                visitor.decision() == null
                        || !site.registry().notYetAsked(visitor.decision()).isEmpty();
            case DECIDED, SIGNAL, CLOSED -> false;
        };
    }

    private Set<String> granted(Visitor visitor) {
        Set<String> granted = new TreeSet<>();
        boolean counts = visitor.standing() == Standing.DECIDED || visitor.standing() == Standing.ASK_AGAIN;
        if (counts && visitor.decision() != null) {
            granted.addAll(visitor.decision().granted());
            granted.retainAll(site.registry().askable());
        }
        return granted;
    }

    /** Writes what stands in front of a page's withheld frames and media elements. */
    public EmbedWriter embeds(PageView page) {
        return new EmbedWriter(in(page.language()).embed, page);
    }

    /**
     * What the choices page shows.
     *
     * @param states state per service; absent means not decided
     * @param receiptNumber number of the visitor's receipt, or null
     * @param receiptLink where that receipt is read and downloaded; after a refusal a link that works once; null where
     *     there is none
     * @param message what just happened, a key of the texts ("saved", "withdrawn", "not-saved", "confirm"), or null
     * @param returnPath where the forms come back to and the visitor goes back to
     * @param query of the page's address without its language, for the links to other languages
     */
    public record ChoicesView(
            String language,
            Visitor visitor,
            Map<String, ConsentState> states,
            @Nullable String receiptNumber,
            @Nullable String receiptLink,
            @Nullable String message,
            String shownToken,
            String returnPath,
            String query) {}

    /**
     * Where a page of ours can be read in another language.
     *
     * @param languages the languages there are
     * @param query its query without language, as it was sent
     */
    public record Elsewhere(List<String> languages, String query) {
        public Elsewhere {
            languages = List.copyOf(languages);
        }
    }

    /** The choices page, complete without JavaScript. */
    public String choices(ChoicesView view) {
        LanguageViews views = in(view.language());
        Set<String> granted = new TreeSet<>();
        site.registry().askable().stream().filter(id -> valid(view, id)).forEach(granted::add);
        String head = "<meta name=\"robots\" content=\"noindex\"/>" + script(view.visitor(), granted, "");
        return views.frame(
                views.wording.text("choices.title"), head, views.choices.render(view), elsewhere(view.query()));
    }

    private static boolean valid(ChoicesView view, String id) {
        ConsentState state = view.states().get(id);
        return state != null && state.valid();
    }

    /** A whole page of ours around a body that is already HTML: receipt, policy, short messages. */
    public String frame(String language, String title, String bodyHtml) {
        return in(language).frame(title, "", bodyHtml, null);
    }

    /** The same with links to the page in other languages. */
    public String frame(String language, String title, String bodyHtml, Elsewhere elsewhere) {
        return in(language).frame(title, "", bodyHtml, elsewhere);
    }

    /** A page that there is in every language of the site. */
    public Elsewhere elsewhere(String query) {
        return new Elsewhere(site.section().languages(), query);
    }

    /** One of our files by its path below the prefix. */
    public Optional<Asset> asset(String path) {
        return Optional.ofNullable(site.assets().byPath().get(path));
    }

    /**
     * The exact bytes shown to visitors, by part name (banner, choices page and placeholders per language without token and return path,
     * style, script, theme): what {@code noticeVersion} is made of.
     */
    public Map<String, byte[]> noticeParts() {
        Map<String, byte[]> parts = new TreeMap<>();
        site.assets().byPath().values().forEach(asset -> parts.put(file(asset), asset.bytes()));
        byLanguage.forEach((tag, views) -> {
            parts.put(tag + "/banner.html", Prepared.joined(views.asking.fill("", "", "")));
            parts.put(tag + "/embed.html", views.embeds());
            parts.put(tag + "/choices.html", choices(blank(tag)).getBytes(StandardCharsets.UTF_8));
        });
        return parts;
    }

    private static String file(Asset asset) {
        return asset.path().substring(asset.path().lastIndexOf('/') + 1);
    }

    private static ChoicesView blank(String language) {
        Visitor nobody = new Visitor(Standing.UNDECIDED, null, false);
        return new ChoicesView(language, nobody, Map.of(), null, null, null, "", "", "");
    }

    /** Tells apart two states of our assets, for ETags. */
    public String assetVersion() {
        return site.assets().version();
    }

    /** The site's language that fits best: {@code lang} if it is one, else {@code Accept-Language} (RFC 9110 §12.5.4), else the first. */
    public String language(@Nullable String lang, @Nullable String acceptLanguage) {
        return languages.choose(lang, acceptLanguage);
    }

    private LanguageViews in(String language) {
        LanguageViews views = byLanguage.get(language);
        return views != null ? views : first;
    }
}
