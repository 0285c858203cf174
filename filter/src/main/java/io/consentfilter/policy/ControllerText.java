package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.ControllerSection.Contact;
import io.consentfilter.config.ControllerSection.Officer;
import io.consentfilter.config.ControllerSection.Person;
import io.consentfilter.config.ControllerSection.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is responsible, who represents them, who answers questions (Art. 13(1)(a) and (b) GDPR; Art. 19(2)(a) DSG). */
final class ControllerText {
    private ControllerText() {}

    static void write(Page page, Html out) {
        ControllerSection controller = page.sources().controller();
        out.paragraph(page.say("controller.lead"));
        facts(page, controller).writeTo(out);
        out.paragraph(page.say(
                "controller.imprint",
                "imprint",
                Html.link(page.sources().site().imprint(), page.say("controller.imprint.link"))));
        representative(page, out, "controller.eu", page.law().gdpr() ? controller.euRepresentative() : null);
        representative(page, out, "controller.ch", page.law().dsg() ? controller.chRepresentative() : null);
        officer(page, out, controller.dpo());
    }

    private static Facts facts(Page page, ControllerSection controller) {
        return new Facts()
                .add(page.say("controller.name"), Html.text(company(controller)))
                .add(
                        page.say("controller.address"),
                        Html.text(controller.street() + ", " + controller.postalCode() + " " + controller.city() + ", "
                                + page.words().country(controller.country())))
                .add(page.say("controller.represented"), Html.commas(people(controller.represented())))
                .add(page.say("controller.register"), Html.text(register(controller.register())))
                .add(page.say("controller.email"), Html.mail(controller.email()))
                .add(page.say("controller.phone"), Html.text(controller.phone() == null ? "" : controller.phone()));
    }

    /** The name with its legal form, which many names carry already. */
    static String company(ControllerSection controller) {
        String form = controller.legalForm();
        return form == null || controller.name().contains(form) ? controller.name() : controller.name() + " " + form;
    }

    private static List<Html> people(List<Person> people) {
        return people.stream()
                .map(person ->
                        Html.text(person.title() == null ? person.name() : person.name() + " (" + person.title() + ")"))
                .toList();
    }

    private static String register(@Nullable Register register) {
        if (register == null) {
            return "";
        }
        String entry = register.kind() + " " + register.number();
        return register.court() == null ? entry : register.court() + ", " + entry;
    }

    private static void representative(Page page, Html out, String title, @Nullable Contact contact) {
        if (contact != null) {
            out.heading(3, page.say(title));
            out.paragraph(
                    lines(page, contact.name(), contact.address(), country(page, contact.country()), contact.email()));
        }
    }

    private static void officer(Page page, Html out, @Nullable Officer officer) {
        if (officer == null) {
            return;
        }
        out.heading(3, page.say("controller.dpo"));
        if (officer.name() != null || officer.email() != null) {
            out.paragraph(page.say("controller.dpo.lead"));
            out.paragraph(lines(page, officer.name(), officer.address(), null, officer.email()));
        } else if (officer.none() == null || officer.none().equals("not required")) {
            out.paragraph(page.say("controller.dpo.not-required"));
        } else {
            out.paragraph(page.say("controller.dpo.none", "reason", officer.none()));
        }
    }

    private static @Nullable String country(Page page, @Nullable String code) {
        return code == null ? null : page.words().country(code);
    }

    private static Html lines(
            Page page,
            @Nullable String name,
            @Nullable String address,
            @Nullable String country,
            @Nullable String mail) {
        List<String> lines = new ArrayList<>();
        Stream.of(name, address, country).filter(line -> line != null).forEach(line -> lines.add(Html.escape(line)));
        if (mail != null) {
            lines.add(page.say("controller.email") + ": " + Html.mail(mail));
        }
        return new Html().raw(lines.stream().collect(Collectors.joining("<br>")));
    }
}
