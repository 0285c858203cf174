package io.consentfilter.config;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;

/** Receipts, banner, operators, mode: floors and caps of the law, and forms. */
final class SectionChecks {
    /** Cap of a grant's life (LAW.md B38). */
    static final Period GRANT_MAX = Period.ofMonths(13);

    /** Floor of a refusal's life (LAW.md B37). */
    static final Period REFUSAL_MIN = Period.ofMonths(6);

    /** WCAG 2.2, 1.4.3. */
    static final double CONTRAST_MIN = 4.5;

    private final Draft draft;
    private final Problems problems;

    SectionChecks(Draft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** More than any store of ours records. */
    private static final int DECISIONS_MAX = 100_000;

    void run() {
        draft.section(ReceiptsSection.class).ifPresent(this::receipts);
        draft.section(BannerSection.class).ifPresent(this::banner);
        draft.section(ConsentConfig.Mode.class)
                .filter(mode -> mode == ConsentConfig.Mode.REPORT)
                .ifPresent(mode -> problems.warn(
                        draft.root().key("mode"),
                        "nothing is withheld and nobody is asked: the site is not protected in this mode"));
        draft.section(Boolean.class)
                .filter(disabled -> disabled)
                .ifPresent(disabled -> problems.warn(
                        draft.root().key("disabled"), "the filter is out of the way: the site is not protected"));
    }

    private void receipts(ReceiptsSection receipts) {
        Spot spot = draft.root().key("receipts");
        database(spot.key("database"), receipts.database());
        keys(spot.key("keys"), receipts);
        if (!receipts.tablePrefix().matches("[a-z][a-z0-9_]{0,29}")) {
            problems.error(
                    spot.key("tablePrefix"),
                    "found " + Wording.quoted(receipts.tablePrefix())
                            + ", expected at most 30 small letters, digits and underscores, a letter first");
        }
        if (receipts.timestamp() != null) {
            timestamp(spot.key("timestamp"), receipts.timestamp());
        }
        if (receipts.decisionsPerSecond() < 1 || receipts.decisionsPerSecond() > DECISIONS_MAX) {
            problems.error(
                    spot.key("decisionsPerSecond"),
                    "found " + receipts.decisionsPerSecond() + ", expected 1 to " + DECISIONS_MAX);
        }
        if (longer(receipts.grantLifetime(), GRANT_MAX)) {
            problems.error(
                    spot.key("grantLifetime"),
                    "found " + receipts.grantLifetime()
                            + ", expected at most P13M: consent has to be asked for again from time to time");
        }
        if (longer(REFUSAL_MIN, receipts.refusalLifetime())) {
            problems.error(
                    spot.key("refusalLifetime"),
                    "found " + receipts.refusalLifetime() + ", expected at least P6M: asking again sooner is pressure");
        }
    }

    private void timestamp(Spot spot, TimestampSection timestamp) {
        if (!timestamp.url().matches("https?://[^\\s/]+(/\\S*)?")) {
            problems.error(spot.key("url"), "found " + Wording.quoted(timestamp.url()) + ", expected https://…");
        }
        if (longer(Period.ofDays(1), timestamp.every())) {
            problems.error(spot.key("every"), "found " + timestamp.every() + ", expected at least P1D");
        }
        if (timestamp.policy() != null && !timestamp.policy().matches("[0-2](\\.(0|[1-9][0-9]{0,17}))+")) {
            problems.error(
                    spot.key("policy"),
                    "found " + Wording.quoted(timestamp.policy()) + ", expected an object identifier such as 1.2.3.4");
        }
    }

    private void database(Spot spot, String url) {
        if (url.startsWith("jdbc:sqlite:") || url.startsWith("jdbc:postgresql:") || url.startsWith("java:")) {
            return;
        }
        String hint =
                url.matches("(?i)postgres(ql)?://.*") ? ". Did you mean \"jdbc:postgresql://host/database\"?" : "";
        problems.error(
                spot,
                "found " + Wording.quoted(url)
                        + ", expected jdbc:sqlite:FILE, jdbc:postgresql:… or a JNDI name (java:…)" + hint);
    }

    /** A key made per node would reject the choice cookies that the other node wrote. */
    private void keys(Spot spot, ReceiptsSection receipts) {
        String keys = receipts.keys();
        if (!keys.startsWith("file:") && !keys.startsWith("env:")) {
            problems.error(spot, "found " + Wording.quoted(keys) + ", expected \"file:PATH\" or \"env:NAME\"");
            return;
        }
        boolean shared = keys.startsWith("env:") || keys.startsWith("file:/");
        if (receipts.database().startsWith("jdbc:postgresql:") && !shared) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(keys)
                            + ", expected \"env:NAME\" or \"file:/absolute/path\": with PostgreSQL several nodes share one key");
        }
    }

    private void banner(BannerSection banner) {
        Spot spot = draft.root().key("banner").key("theme").key("accent");
        String accent = banner.theme().accent();
        if (!accent.matches("#[0-9a-fA-F]{6}")) {
            problems.error(spot, "found " + Wording.quoted(accent) + ", expected a colour such as \"#0b57d0\"");
            return;
        }
        double contrast = contrastOnWhite(accent);
        if (contrast < CONTRAST_MIN) {
            problems.error(
                    spot,
                    String.format(
                            Locale.ROOT,
                            "found \"%s\", which has a contrast of %.1f:1 on white, expected at least 4.5:1 (WCAG 2.2, 1.4.3): take a darker colour",
                            accent,
                            contrast));
        }
    }

    /** WCAG 2.2, definitions of contrast ratio and relative luminance. */
    static double contrastOnWhite(String colour) {
        double red = channel(colour.substring(1, 3));
        double green = channel(colour.substring(3, 5));
        double blue = channel(colour.substring(5, 7));
        return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
    }

    private static double channel(String hex) {
        double value = Integer.parseInt(hex, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** Periods have no order of their own; both are laid on a day from which months are long. */
    private static boolean longer(Period one, Period other) {
        LocalDate day = LocalDate.of(2026, 1, 1);
        return day.plus(one).isAfter(day.plus(other));
    }
}
