package io.consentfilter.config;

import io.consentfilter.model.Necessary;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of storage that a service declares: they are withheld without consent, so they must not hit what the site lives by. */
final class CookieNameChecks {
    /** With fewer literal characters a pattern would hit names that nobody meant. */
    static final int LITERALS_MIN = 3;

    private static final Pattern FORM_TOKEN = Pattern.compile("(x-|_+)?[cx]srf", Pattern.CASE_INSENSITIVE);

    private final Binder binder;
    private final Problems problems;

    CookieNameChecks(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        List<String> kept = new ArrayList<>(KeptCookies.NAMES);
        binder.each(
                Necessary.class,
                (necessary, spot) -> necessary.storage().stream()
                        .filter(CookieNameChecks::judged)
                        .filter(item -> item.name().indexOf('*') < 0)
                        .forEach(item -> kept.add(item.name())));
        binder.each(CookiesSection.class, (cookies, spot) -> session(cookies, spot, kept));
        binder.each(StorageItem.class, (item, spot) -> {
            form(item, spot.key("name"));
            if (judged(item) && !spot.pointer().startsWith("/necessary/")) {
                refuseKept(item, spot.key("name"), kept);
            }
        });
    }

    /** Whoever withholds what is undeclared keeps a list of what is there, and the session belongs on it. */
    private void session(CookiesSection cookies, Spot spot, List<String> kept) {
        boolean declared = kept.lastIndexOf(KeptCookies.SESSION) >= KeptCookies.NAMES.size();
        if (cookies.undeclared() == CookiesSection.Undeclared.WITHHOLD && !declared) {
            problems.warn(
                    spot.key("undeclared"),
                    "no entry under /necessary stores " + KeptCookies.SESSION
                            + ": the container's session is never withheld, but the policy does not name it");
        }
    }

    private void form(StorageItem item, Spot spot) {
        String literals = item.name().replace("*", "");
        if (item.name().isBlank() || (item.name().indexOf('*') >= 0 && literals.length() < LITERALS_MIN)) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(item.name()) + ", expected a name, or a pattern with at least "
                            + LITERALS_MIN + " characters besides *");
        }
    }

    private void refuseKept(StorageItem item, Spot spot, List<String> kept) {
        Pattern pattern = pattern(item.name());
        Optional<String> hit = kept.stream().filter(name -> hits(pattern, name)).findFirst();
        if (hit.isPresent()) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(item.name()) + ", which would withhold the site's own cookie " + hit.get()
                            + ", expected a name that only this service uses");
        } else if (FORM_TOKEN.matcher(item.name()).lookingAt()) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(item.name())
                            + ", which reads like a token that protects forms, expected a name that only this service uses");
        }
    }

    private static boolean hits(Pattern pattern, String name) {
        return pattern.matcher(name).matches()
                || KeptCookies.PREFIXES.stream()
                        .anyMatch(prefix -> pattern.matcher(prefix + name).matches());
    }

    /** Only cookies and keys on the site's own host are judged by name. */
    private static boolean judged(StorageItem item) {
        return item.scope() == StorageScope.FIRST_PARTY;
    }

    private static Pattern pattern(String name) {
        List<String> literals = new ArrayList<>();
        for (String literal : name.split("\\*", -1)) {
            literals.add(Pattern.quote(literal));
        }
        return Pattern.compile(String.join(".*", literals), Pattern.CASE_INSENSITIVE);
    }
}
