package io.consentfilter.endpoint;

import io.consentfilter.config.SiteSection;
import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.cookie.CookieGate;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.receipt.ReceiptDesk;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.view.OnceToken;
import io.consentfilter.view.ShownToken;
import io.consentfilter.view.Views;
import java.time.InstantSource;

/**
 * The rooms that the endpoints talk to, and where they stand.
 *
 * @param links signs links to receipts that work once
 * @param paths where our own pages live
 * @param decisionsPerSecond grants of all visitors together that are recorded each second, and as many refusals
 */
public record Rooms(
        SiteSection site,
        Registry registry,
        ReceiptDesk desk,
        ReceiptDocuments documents,
        ReceiptStore receipts,
        NoticeArchive notices,
        Views views,
        PrivacyPolicy policy,
        ShownToken shownToken,
        OnceToken onceToken,
        ChoiceCookie choiceCookie,
        CookieGate gate,
        SigningKeys keys,
        Hmac links,
        Metrics metrics,
        InstantSource clock,
        Paths paths,
        int decisionsPerSecond) {
    /**
     * Where our own pages live.
     *
     * @param context context path; empty for the root
     * @param prefix such as {@code /_choice}, relative to the context
     * @param policy such as {@code /datenschutz}, relative to the context
     */
    public record Paths(String context, String prefix, String policy) {
        /** A page below the prefix, as a browser asks for it. */
        String own(String path) {
            return context + prefix + path;
        }

        /** The policy, or a page below it. */
        String policy(String path) {
            return context + policy + path;
        }
    }
}
