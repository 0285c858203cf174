package io.consentfilter.view;

import io.consentfilter.model.Activity;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Service;
import io.consentfilter.model.Standing;
import io.consentfilter.view.Views.ChoicesView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The second layer: the stored state, a switch per purpose and per service with all its facts, and the way back. */
final class ChoicesPage {
    /** As many characters of a version as people compare. */
    private static final int VERSION_CHARS = 12;

    private final Site site;
    private final Wording wording;
    private final ServiceFacts facts;
    private final Spoken spoken;

    ChoicesPage(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
        this.facts = new ServiceFacts(site, wording);
        this.spoken = new Spoken(wording);
    }

    String render(ChoicesView view) {
        Map<String, Object> values = site.values(wording);
        values.put("lead", wording.text("choices.lead", "site", site.section().name()));
        values.put("responsible", wording.text("choices.responsible", "controller", site.controllerName()));
        values.put("shown", view.shownToken());
        values.put("back", view.returnPath());
        values.put("away", away(view.returnPath()));
        if (view.message() != null) {
            values.put("message", message(view.message()));
        }
        state(values, view);
        values.put("askable", !site.registry().askable().isEmpty());
        values.put("purposes", purposes(view));
        receivers(values);
        needed(values);
        return Templates.fill(site.templates().choices, values);
    }

    /** Back to the website: not to a page of ours, where the visitor is already. */
    private String away(String returnPath) {
        return returnPath.startsWith(site.paths().prefix() + "/") ? site.paths().context() + "/" : returnPath;
    }

    private Map<String, Object> message(String key) {
        return Map.of("kind", key, "text", wording.text("status." + key));
    }

    private void state(Map<String, Object> values, ChoicesView view) {
        Decision decision = view.visitor().decision();
        List<String> granted = granted(view);
        values.put("granted", String.join(" ", granted));
        values.put("signal", view.visitor().signal());
        values.put("state", sentence(view, granted));
        values.put("withdrawable", !granted.isEmpty());
        values.put("refused", refusalHolds(view));
        values.put("decided", decision != null || view.receiptNumber() != null);
        values.put("receipt", view.receiptNumber());
        values.put("receiptLink", view.receiptLink());
        if (decision != null) {
            // A refusal knows its day only: a moment in its cookie would be an identifier.
            values.put("at", decision.isRefusal() ? spoken.day(dayOf(decision)) : spoken.moment(decision.decidedAt()));
            values.put("until", spoken.day(decision.validUntil()));
            String version = decision.noticeVersion();
            values.put("version", version.substring(0, Math.min(VERSION_CHARS, version.length())));
        }
    }

    /** A refusal without a receipt in sight: its cookie leads to none, so one is made anew for whoever asks. */
    private static boolean refusalHolds(ChoicesView view) {
        Decision decision = view.visitor().decision();
        boolean holds =
                view.visitor().standing() == Standing.DECIDED || view.visitor().standing() == Standing.ASK_AGAIN;
        return holds && decision != null && decision.isRefusal() && view.receiptLink() == null;
    }

    private static LocalDate dayOf(Decision decision) {
        return LocalDate.ofInstant(decision.decidedAt(), ZoneOffset.UTC);
    }

    private List<String> granted(ChoicesView view) {
        return site.registry().askable().stream().filter(id -> on(view, id)).toList();
    }

    private static boolean on(ChoicesView view, String id) {
        ConsentState state = view.states().get(id);
        return state != null && state.valid();
    }

    private String sentence(ChoicesView view, List<String> granted) {
        if (!granted.isEmpty()) {
            List<String> names = granted.stream().map(this::nameOf).toList();
            return wording.text("choices.granted", "services", String.join(", ", names));
        }
        if (view.visitor().decision() == null) {
            return wording.text("choices.undecided");
        }
        if (view.states().containsValue(ConsentState.INVALIDATED)) {
            return wording.text("choices.invalidated");
        }
        boolean expired = view.visitor().standing() == Standing.UNDECIDED;
        return wording.text(expired ? "choices.expired" : "choices.refused");
    }

    private String nameOf(String id) {
        return site.registry()
                .service(id)
                .map(Service::name)
                .orElseGet(() -> activity(id).title().in(wording.language()));
    }

    private Activity activity(String id) {
        return site.registry().consentActivities().stream()
                .filter(activity -> activity.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the registry asks for " + id + " and does not know it"));
    }

    private List<Map<String, Object>> purposes(ChoicesView view) {
        List<Map<String, Object>> purposes = new ArrayList<>();
        for (Purpose purpose : site.registry().purposes()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("id", purpose.id());
            values.put("title", purpose.title().in(wording.language()));
            values.put("text", purpose.text().in(wording.language()));
            values.put("sensitive", purpose.sensitive());
            values.put(
                    "services",
                    site.registry().askableOf(purpose.id()).stream()
                            .map(id -> service(view, id))
                            .toList());
            purposes.add(values);
        }
        return purposes;
    }

    private Map<String, Object> service(ChoicesView view, String id) {
        String name = nameOf(id);
        ConsentState state = view.states().get(id);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("on", on(view, id));
        values.put("allow", wording.text("choices.allow", "service", name));
        values.put("details", wording.text("choices.details", "service", name));
        values.put("state", state == null ? null : wording.text("choices.states." + state.name()));
        site.registry()
                .service(id)
                .ifPresentOrElse(
                        service -> describe(values, service), () -> values.put("facts", facts.of(activity(id))));
        return values;
    }

    private void describe(Map<String, Object> values, Service service) {
        values.put("facts", facts.of(service));
        values.put("storage", facts.storage(wording.text("fact.storage") + ": " + service.name(), service.storage()));
    }

    private void receivers(Map<String, Object> values) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Receivers.Receiver receiver :
                new Receivers(site.registry(), site.registry().askable()).list()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", receiver.name());
            item.put("address", receiver.address());
            item.put("country", receiver.country() == null ? null : spoken.country(receiver.country()));
            item.put(
                    "role",
                    receiver.role() == null
                            ? ""
                            : wording.text("role." + receiver.role().name()));
            item.put(
                    "services",
                    String.join(", ", receiver.ids().stream().map(this::nameOf).toList()));
            list.add(item);
        }
        if (!list.isEmpty()) {
            values.put("receivers", Map.of("list", list));
        }
    }

    private void needed(Map<String, Object> values) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Necessary necessary : site.registry().necessary()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", necessary.id());
            item.put("reason", necessary.reason().in(wording.language()));
            item.put("storage", facts.storage(necessary.id(), necessary.storage()));
            list.add(item);
        }
        if (!list.isEmpty()) {
            values.put("needed", Map.of("list", list));
        }
    }
}
