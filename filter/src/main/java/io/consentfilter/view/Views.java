package io.consentfilter.view;

import io.consentfilter.config.BannerSection;
import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Registry;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every HTML that visitors get from us, escaped once: logic-free templates filled from the registry. Safe for any number of threads. */
public final class Views {
    /**
     * @param paths where our own pages live, with the context path in front
     */
    public Views(SiteSection site, ControllerSection controller, BannerSection banner, Registry registry, Paths paths) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Addresses of our own pages, with the context path in front. */
    public record Paths(String prefix, String policy) {}

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
     */
    public record PageView(
            String language,
            Visitor visitor,
            @Nullable String nonce,
            boolean inlineStyle,
            String shownToken,
            String returnPath) {
        /** A page whose own CSP does not stand in the way of an inline style. */
        public PageView(
                String language, Visitor visitor, @Nullable String nonce, String shownToken, String returnPath) {
            this(language, visitor, nonce, true, shownToken, returnPath);
        }
    }

    /** Right after {@code <head>}: one link, one script where it is needed; ASCII. */
    public byte[] head(PageView page) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** First in {@code body}: the banner for who has to decide, else the link that opens the settings again; ASCII. */
    public byte[] body(PageView page) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** In front of a withheld frame or media element; ASCII. */
    public byte[] placeholder(
            String language,
            @Nullable String serviceId,
            String host,
            String address,
            String elementKey,
            String returnPath,
            String shownToken) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /**
     * What the choices page shows.
     *
     * @param states state per service; absent means not decided
     * @param receiptNumber number of the visitor's receipt, or null
     * @param receiptLink where that receipt is read and downloaded; after a refusal a link that works once; null where
     *     there is none
     * @param message what just happened, a key of the texts ("saved", "withdrawn", "not-saved", "confirm"), or null
     */
    public record ChoicesView(
            String language,
            Visitor visitor,
            Map<String, ConsentState> states,
            @Nullable String receiptNumber,
            @Nullable String receiptLink,
            @Nullable String message,
            String shownToken,
            String returnPath) {}

    /** The choices page, complete without JavaScript. */
    public String choices(ChoicesView view) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** A whole page of ours around a body that is already HTML: receipt, policy, short messages. */
    public String frame(String language, String title, String bodyHtml) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** One of our files by its path below the prefix. */
    public Optional<Asset> asset(String path) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The exact bytes shown to visitors, by part name (banner and choices page per language without token and return path, style, script, theme): what {@code noticeVersion} is made of. */
    public Map<String, byte[]> noticeParts() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Tells apart two states of our assets, for ETags. */
    public String assetVersion() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The site's language that fits best: {@code lang} if it is one, else {@code Accept-Language} (RFC 9110 §12.5.4), else the first. */
    public String language(@Nullable String lang, @Nullable String acceptLanguage) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
