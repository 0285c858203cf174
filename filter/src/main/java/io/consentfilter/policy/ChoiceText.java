package io.consentfilter.policy;

import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.model.DeviceGround;
import java.util.List;
import java.util.stream.Stream;

/** The consent tool itself: what it keeps, for how long, on which ground; signals of browsers; the way to withdraw (LAW.md B51). */
final class ChoiceText {
    /** Entries that the choice itself stores on the device. */
    static final int ITEMS = 2;

    private ChoiceText() {}

    static void write(Page page, Html out) {
        ReceiptsSection receipts = page.sources().receipts();
        Words words = page.words();
        out.paragraph(page.say("choice.cookie"));
        out.paragraph(page.say("choice.grant", "choices", page.choices()));
        out.paragraph(page.say("choice.refusal"));
        out.paragraph(page.say(
                "choice.duration",
                "grant",
                words.period(receipts.grantLifetime()),
                "refusal",
                words.period(receipts.refusalLifetime())));
        out.paragraph(page.say(
                "choice.retention",
                "after",
                words.periodAfter(receipts.keepAfterEnd()),
                "refusals",
                words.periodAfter(receipts.keepRefusals())));
        Html laws = NecessaryText.law(page, DeviceGround.SERVICE_REQUESTED);
        out.paragraph(page.say(page.law().gdpr() ? "choice.ground.gdpr" : "choice.ground.dsg", "laws", laws));
        out.paragraph(page.say("choice.holder"));
    }

    /** The two cookies of the choice, as rows like any other. */
    static void writeStorage(Page page, Html out) {
        new Facts()
                .add(page.say("necessary.why"), page.say("choice.item.cookie"))
                .add(page.say("necessary.law"), NecessaryText.law(page, DeviceGround.SERVICE_REQUESTED))
                .writeTo(out);
        ReceiptsSection receipts = page.sources().receipts();
        String longest = page.words().period(receipts.grantLifetime());
        out.table(
                page.say("storage.caption", "name", page.say("choices.link")),
                Stream.of("name", "type", "lifetime", "purpose", "readers")
                        .map(column -> page.say("storage." + column))
                        .toList(),
                List.of(
                        row(page, page.sources().encrypted() ? "__Host-choice" : "choice", longest, "cookie"),
                        row(page, "choice-set", longest, "marker")));
    }

    private static List<Html> row(Page page, String name, String lifetime, String purpose) {
        return List.of(
                Html.code(name),
                page.say("type.http-cookie"),
                Html.text(lifetime),
                page.say("choice.item." + purpose),
                Html.text(page.sources().controller().name()));
    }

    static void writeSignals(Page page, Html out) {
        out.paragraph(page.say("signals.text", "choices", page.choices()));
    }

    static void writeWithdrawal(Page page, Html out) {
        out.paragraph(page.say("withdrawal.text"));
        String settings = Html.escape(page.sources().links().choices());
        out.raw("<p><a class=\"choice-button\" href=\"" + settings + "\">" + page.say("withdrawal.link")
                + "</a></p>\n");
    }
}
