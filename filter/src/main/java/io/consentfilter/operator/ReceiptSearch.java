package io.consentfilter.operator;

import io.consentfilter.model.Activity;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import io.consentfilter.registry.Registry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The form that finds receipts. Its fields are the parameters of the API, so that a search can be copied into a program. */
final class ReceiptSearch {
    private static final List<String> MORE =
            List.of("subject", "notice", "purpose", "service", "state", "method", "id");

    private final Registry registry;

    ReceiptSearch(Registry registry) {
        this.registry = registry;
    }

    Html form(Call call, Texts texts) {
        Html form = new Html()
                .raw("<form class=\"card\" method=\"get\" action=\"")
                .text(call.base() + "/")
                .raw("\" role=\"search\">\n<div class=\"fields\">");
        input(form, call, texts, "number", "text");
        input(form, call, texts, "from", "date");
        input(form, call, texts, "to", "date");
        form.raw("</div>\n<details" + (MORE.stream().anyMatch(name -> call.parameter(name) != null) ? " open" : "")
                        + "><summary>")
                .text(texts.of("search.more"))
                .raw("</summary><div class=\"fields\">");
        select(form, call, texts, "purpose", purposes(texts));
        select(form, call, texts, "service", services(texts));
        select(form, call, texts, "state", states(texts));
        select(form, call, texts, "method", methods(texts));
        input(form, call, texts, "notice", "text");
        input(form, call, texts, "subject", "text");
        input(form, call, texts, "id", "text");
        return form.raw("</div></details>\n<div class=\"row\"><button>")
                .text(texts.of("search"))
                .raw("</button><a class=\"button plain\" href=\"")
                .text(call.base() + "/")
                .raw("\">")
                .text(texts.of("reset"))
                .raw("</a></div></form>\n");
    }

    private static void input(Html form, Call call, Texts texts, String name, String type) {
        form.raw("<label>")
                .text(texts.of("field." + name))
                .raw("<input type=\"" + type + "\" name=\"" + name + "\" autocomplete=\"off\" value=\"")
                .text(Objects.requireNonNullElse(call.parameter(name), ""))
                .raw("\"></label>");
    }

    private static void select(Html form, Call call, Texts texts, String name, Map<String, String> choices) {
        form.raw("<label>").text(texts.of("field." + name)).raw("<select name=\"" + name + "\"><option value=\"\">");
        form.text(texts.of("field.any")).raw("</option>");
        Map<String, String> all = new LinkedHashMap<>(choices);
        String asked = call.parameter(name);
        if (asked != null && !asked.isEmpty()) {
            // Whatever an address asks for stays in the form, also where the site does not know it any more.
            all.putIfAbsent(asked, asked);
        }
        all.forEach((value, title) -> form.raw("<option value=\"")
                .text(value)
                .raw(value.equals(asked) ? "\" selected>" : "\">")
                .text(title)
                .raw("</option>"));
        form.raw("</select></label>");
    }

    private Map<String, String> purposes(Texts texts) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Purpose purpose : registry.purposes()) {
            choices.put(purpose.id(), purpose.title().in(texts.language()));
        }
        return choices;
    }

    private Map<String, String> services(Texts texts) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Service service : registry.services()) {
            choices.put(service.id(), service.name());
        }
        for (Activity activity : registry.consentActivities()) {
            choices.put(activity.id(), activity.title().in(texts.language()));
        }
        for (Retired retired : registry.retired()) {
            choices.putIfAbsent(retired.id(), texts.of("search.retired", "id", retired.id()));
        }
        return choices;
    }

    private static Map<String, String> states(Texts texts) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (ConsentState state : ConsentState.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            choices.put(name, texts.of("state." + name));
        }
        return choices;
    }

    private static Map<String, String> methods(Texts texts) {
        Map<String, String> choices = new LinkedHashMap<>();
        texts.keys().stream()
                .filter(key -> key.startsWith("method."))
                .sorted()
                .forEach(key -> choices.put(key.substring("method.".length()), texts.of(key)));
        return choices;
    }
}
