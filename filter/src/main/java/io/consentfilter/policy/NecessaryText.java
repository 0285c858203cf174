package io.consentfilter.policy;

import io.consentfilter.model.DeviceGround;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Provider;
import org.jspecify.annotations.Nullable;

/** What needs no consent, each with its reason and the rule that spares it (LAW.md B6), the choice itself among it. */
final class NecessaryText {
    private NecessaryText() {}

    static void write(Page page, Html out) {
        out.paragraph(page.say("necessary.lead"));
        page.sources().necessary().forEach(necessary -> entry(page, out, necessary));
        out.heading(3, "choice-necessary-choice", page.say("choices.link"));
        ChoiceText.writeStorage(page, out);
    }

    private static void entry(Page page, Html out, Necessary necessary) {
        Html name = page.words().code("necessary.name.", necessary.id());
        out.heading(3, "choice-necessary-" + necessary.id(), name);
        new Facts()
                .add(page.say("necessary.why"), page.words().text(necessary.reason()))
                .add(page.say("necessary.law"), law(page, necessary.ground()))
                .add(page.say("necessary.starts"), starts(page, necessary.startsWhen()))
                .add(page.say("necessary.provider"), provider(page, necessary.provider()))
                .add(page.say("necessary.hosts"), ServicesText.hosts(necessary.hosts()))
                .writeTo(out);
        if (necessary.frames() != null) {
            out.paragraph(page.say(
                    "necessary.frames",
                    "paths",
                    Html.commas(necessary.framePaths().stream().map(Html::code).toList())));
        }
        if (!necessary.storage().isEmpty()) {
            StorageTable.write(page, out, name, reader(page, necessary), necessary.storage());
        }
    }

    /** Why no consent is needed, with the rules of the regions. */
    static Html law(Page page, DeviceGround ground) {
        Html rules = page.law().necessaryRules(page.wording(), ground);
        Html said = page.words().constant("necessary.ground.", ground);
        return rules.isEmpty() ? said : said.raw(" (" + rules + ")");
    }

    private static Html starts(Page page, @Nullable String when) {
        return when == null ? new Html() : page.words().code("necessary.starts.", when);
    }

    private static Html provider(Page page, @Nullable Provider provider) {
        return provider == null ? new Html() : ServicesText.provider(page, provider);
    }

    private static String reader(Page page, Necessary necessary) {
        Provider provider = necessary.provider();
        return provider == null ? page.sources().controller().name() : provider.name();
    }
}
