package io.consentfilter.config;

import io.consentfilter.json.JsonProblem;
import io.consentfilter.json.LocatedJson;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Service;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the jar knows about services, purposes and activities: {@code META-INF/consent/catalogue}. Facts that are not known are
 * left out there, never guessed.
 */
public final class Catalogue {
    private static final String FOLDER = "/META-INF/consent/catalogue/";
    private static final Catalogue STANDARD = load();

    private final Map<String, LocatedJson> services;
    private final Map<String, LocatedJson> purposes;
    private final Map<String, LocatedJson> activities;
    private final List<Service> boundServices;

    private Catalogue(
            Map<String, LocatedJson> services, Map<String, LocatedJson> purposes, Map<String, LocatedJson> activities) {
        this.services = services;
        this.purposes = purposes;
        this.activities = activities;
        this.boundServices = bound(Service.class, services);
    }

    /** The catalogue that the jar carries. */
    public static Catalogue standard() {
        return STANDARD;
    }

    /** Every service, by id; facts may be missing. */
    public List<Service> services() {
        return boundServices;
    }

    public List<Purpose> purposes() {
        return bound(Purpose.class, purposes);
    }

    public List<Activity> activities() {
        return bound(Activity.class, activities);
    }

    Optional<LocatedJson> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    Optional<LocatedJson> purpose(String id) {
        return Optional.ofNullable(purposes.get(id));
    }

    Optional<LocatedJson> activity(String id) {
        return Optional.ofNullable(activities.get(id));
    }

    Set<String> serviceIds() {
        return services.keySet();
    }

    Set<String> purposeIds() {
        return purposes.keySet();
    }

    Set<String> activityIds() {
        return activities.keySet();
    }

    private static Catalogue load() {
        Map<String, LocatedJson> services = new LinkedHashMap<>();
        for (LocatedJson name : file("index.json").items()) {
            String id = String.valueOf(name.text());
            services.put(id, file(id + ".json"));
        }
        return new Catalogue(
                Collections.unmodifiableMap(services), byId(file("purposes.json")), byId(file("activities.json")));
    }

    private static Map<String, LocatedJson> byId(LocatedJson list) {
        Map<String, LocatedJson> entries = new LinkedHashMap<>();
        for (LocatedJson entry : list.items()) {
            LocatedJson id = entry.field("id");
            entries.put(id == null ? "" : String.valueOf(id.text()), entry);
        }
        return Collections.unmodifiableMap(entries);
    }

    private static LocatedJson file(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + FOLDER + name);
            }
            return LocatedJson.read("catalogue/" + name, in.readAllBytes());
        } catch (IOException | JsonProblem e) {
            throw new IllegalStateException("the jar's " + FOLDER + name + " cannot be read", e);
        }
    }

    private static <T> List<T> bound(Class<T> type, Map<String, LocatedJson> entries) {
        Problems problems = new Problems();
        Binder binder = new Binder(problems, new Secrets(Map.of()));
        List<T> bound = new ArrayList<>();
        entries.forEach((id, entry) -> {
            Object value = binder.bind(type, new Spot(entry, ""));
            if (value != null) {
                bound.add(type.cast(value));
            }
        });
        if (problems.count() > 0) {
            throw new IllegalStateException("the catalogue is broken: " + problems.errors());
        }
        return List.copyOf(bound);
    }
}
