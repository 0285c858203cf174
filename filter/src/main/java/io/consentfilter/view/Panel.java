package io.consentfilter.view;

import io.consentfilter.model.Decision;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.TransferMechanism;
import io.consentfilter.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first layer: what is asked, by whom, for what, who receives the data and where, and how to take it back (LAW.md B18).
 *
 * <p>Both answers come out of one loop over one template line, so nothing can make one of them look or work otherwise.
 */
final class Panel {
    private final Site site;
    private final Wording wording;

    Panel(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
    }

    /** Asks for everything. Where the visitor may have decided elsewhere, it waits for the script to show it. */
    String asking(boolean unknown) {
        Registry registry = site.registry();
        Map<String, Object> values = values(registry.askable(), "panel.title", "panel.lead");
        values.put("unknown", unknown);
        values.put(
                "forms",
                List.of(form(
                        List.of(),
                        button("choice-reject", "reject-all", "button.reject"),
                        button("choice-accept", "accept-all", "button.accept"))));
        return Templates.fill(site.templates().panel, values);
    }

    /** Asks only for what is new since a decision (LAW.md B39); either answer keeps what was granted before. */
    String askingAgain(Decision before) {
        Set<String> fresh = site.registry().notYetAsked(before);
        List<String> kept = new ArrayList<>(new java.util.TreeSet<>(before.granted()));
        kept.retainAll(site.registry().askable());
        List<String> all = new ArrayList<>(kept);
        fresh.stream()
                .filter(id -> !kept.contains(id) && !sensitive(id))
                .sorted()
                .forEach(all::add);
        Map<String, Object> values = values(fresh, "panel.titleAgain", "panel.leadAgain");
        values.put("unknown", false);
        values.put(
                "forms",
                List.of(
                        form(kept, button("choice-reject", "save", "button.rejectNew")),
                        form(all, button("choice-accept", "save", "button.acceptNew"))));
        return Templates.fill(site.templates().panel, values);
    }

    private Map<String, Object> values(Collection<String> ids, String title, String lead) {
        Receivers receivers = new Receivers(site.registry(), ids);
        Map<String, Object> values = site.values(wording);
        values.put("position", site.banner().position().name().toLowerCase(java.util.Locale.ROOT));
        values.put("title", wording.text(title));
        values.put("lead", wording.text(lead, "controller", site.controllerName()));
        values.put("purposes", purposes(ids));
        values.put("countries", countries(receivers.thirdCountries()));
        Map<String, Object> count = recipients(receivers.list().size());
        if (count != null) {
            values.put("recipients", count);
        }
        return values;
    }

    private List<Map<String, Object>> purposes(Collection<String> ids) {
        List<Map<String, Object>> purposes = new ArrayList<>();
        for (Purpose purpose : site.registry().purposes()) {
            if (site.registry().askableOf(purpose.id()).stream().anyMatch(ids::contains)) {
                purposes.add(Map.of(
                        "title", purpose.title().in(wording.language()),
                        "sentence", Sentences.first(purpose.text().in(wording.language()), wording.locale()),
                        "sensitive", purpose.sensitive()));
            }
        }
        return purposes;
    }

    /** The third countries of one service, as a sentence. */
    String countriesOf(String serviceId) {
        return countries(new Receivers(site.registry(), Set.of(serviceId)).thirdCountries());
    }

    private @Nullable Map<String, Object> recipients(int count) {
        if (count == 0) {
            return null;
        }
        String key = "panel.recipients.";
        return count == 1
                ? Map.of("before", wording.text(key + "beforeOne"), "label", wording.text(key + "one"))
                : Map.of(
                        "before", wording.text(key + "before"),
                        "label", wording.text(key + "many", "n", String.valueOf(count)));
    }

    private String countries(Map<String, Set<TransferMechanism>> countries) {
        if (countries.isEmpty()) {
            return wording.text("panel.noCountries");
        }
        Spoken spoken = new Spoken(wording);
        List<String> named = new ArrayList<>();
        countries.forEach((code, mechanisms) -> {
            List<String> grounds = mechanisms.stream()
                    .map(m -> wording.text("mechanism." + m.name()))
                    .toList();
            named.add(spoken.country(code) + (grounds.isEmpty() ? "" : " (" + String.join(", ", grounds) + ")"));
        });
        return wording.text("panel.countries", "countries", String.join(", ", named));
    }

    private boolean sensitive(String id) {
        return site.registry().purposes().stream()
                .anyMatch(purpose -> purpose.sensitive()
                        && site.registry().askableOf(purpose.id()).contains(id));
    }

    @SafeVarargs
    private static Map<String, Object> form(List<String> services, Map<String, Object>... buttons) {
        return Map.of("services", services, "buttons", List.of(buttons));
    }

    private Map<String, Object> button(String id, String value, String label) {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("id", id);
        button.put("value", value);
        button.put("label", wording.text(label));
        return button;
    }
}
