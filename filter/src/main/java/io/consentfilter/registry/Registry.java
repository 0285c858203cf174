package io.consentfilter.registry;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue and configuration in one: filter, CSP, banner, placeholders, policy, cookie table and receipts all come from here.
 * Immutable and safe for any number of threads; answers on the hot path without allocation.
 */
public final class Registry {
    private Registry() {}

    /** Builds the registry. The configuration was checked before: this does not fail. */
    public static Registry of(ConsentConfig config) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Purposes that something offerable belongs to, in the order of the configuration. */
    public List<Purpose> purposes() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Every declared service, offerable or not. */
    public List<Service> services() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Services that can be offered for consent: every mandatory fact is known. */
    public List<Service> offerable() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Activities whose ground is consent. */
    public List<Activity> consentActivities() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Every activity. */
    public List<Activity> activities() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public List<Necessary> necessary() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public List<Retired> retired() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public List<Recipient> recipients() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Services that stay withheld because facts are missing. */
    public List<Gap> gaps() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public Optional<Service> service(String id) {
        throw new UnsupportedOperationException("laid, not built");
    }

    public Optional<Purpose> purpose(String id) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Ids of all that a visitor can be asked for: offerable services and consent activities, in a stable order. */
    public List<String> askable() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The askable ids of one purpose. */
    public List<String> askableOf(String purposeId) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Hash of purposes, services, recipients, countries and grounds: only a change here asks again (DESIGN §5, "two versions"). */
    public String askVersion() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** What of {@link #askable()} a decision does not cover: new since then and not under a purpose that was wholly refused. */
    public Set<String> notYetAsked(Decision decision) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The grants of a decision that still hold at that moment; nothing where there is none, or where it has expired. */
    public Grants grants(@Nullable Decision decision, Instant now) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The grants of just these services (for tests, previews and "load once"). Unknown ids are left out. */
    public Grants grantsOf(Set<String> serviceIds) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /**
     * Whose is this host?
     *
     * @param host lower case, ASCII, no trailing dot, with {@code :port} where the address names a port other than its scheme's
     * @param requestHost the host the page was asked for at, same form; it is always own
     */
    public Verdict judgeHost(String host, String requestHost, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whose is this path on an own host (services proxied by the site)? OWN unless a service declares it. */
    public Verdict judgePath(String path, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whether any service declares paths on own hosts: spares the hot path the question. */
    public boolean hasPaths() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whose is the first-party cookie (or storage key) of this name? Catalogue names are withheld even if their service is not declared. */
    public Verdict judgeCookie(String name, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Texts by which inline scripts are known, declared and of the catalogue. */
    public List<InlineSignature> inlineSignatures() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** What becomes of the inline script with this signature. */
    public Verdict judgeInline(InlineSignature signature, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
