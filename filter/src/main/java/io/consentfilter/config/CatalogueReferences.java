package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;
import io.consentfilter.json.LocatedJson.Kind;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code "use": "youtube"} and plain names into the catalogue: the entry lies under the file's own keys, arrays are
 * replaced, objects merged. What comes from the catalogue stands where the reference stands.
 */
final class CatalogueReferences {
    private static final String USE = "use";

    private final Catalogue catalogue;
    private final Problems problems;

    CatalogueReferences(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** A list of the configuration and where its references lead. */
    private record Shelf(
            String key,
            Class<?> record,
            boolean plainNames,
            Function<String, Optional<LocatedJson>> entry,
            Set<String> ids) {}

    LocatedJson follow(LocatedJson root) {
        LocatedJson followed = root;
        for (Shelf shelf : shelves()) {
            LocatedJson list = followed.field(shelf.key());
            if (list != null && list.kind() == Kind.ARRAY) {
                Spot spot = new Spot(list, "/" + shelf.key());
                followed = followed.with(shelf.key(), list.withItems(items(shelf, spot)));
            }
        }
        return followed;
    }

    private List<Shelf> shelves() {
        return List.of(
                new Shelf("purposes", Purpose.class, true, catalogue::purpose, catalogue.purposeIds()),
                new Shelf("activities", Activity.class, true, catalogue::activity, catalogue.activityIds()),
                new Shelf("services", Service.class, true, catalogue::service, catalogue.serviceIds()),
                new Shelf("necessary", Necessary.class, false, catalogue::service, catalogue.serviceIds()),
                new Shelf("retired", Retired.class, false, catalogue::service, catalogue.serviceIds()));
    }

    private List<LocatedJson> items(Shelf shelf, Spot list) {
        List<LocatedJson> items = new ArrayList<>();
        for (int i = 0; i < list.node().items().size(); i++) {
            items.add(item(shelf, list.item(i)));
        }
        return items;
    }

    private LocatedJson item(Shelf shelf, Spot item) {
        String plainName = shelf.plainNames() ? item.node().text() : null;
        if (plainName != null) {
            return entry(shelf, plainName, item).orElse(item.node());
        }
        LocatedJson use = item.node().field(USE);
        return use == null ? item.node() : used(shelf, item, use.text());
    }

    private LocatedJson used(Shelf shelf, Spot item, @Nullable String name) {
        Spot use = item.key(USE);
        if (name == null) {
            problems.error(use, Wording.mismatch(use.node(), "the name of a catalogue entry"));
            return broken(item.node());
        }
        return entry(shelf, name, use)
                .map(entry -> item.node().without(USE).over(entry))
                .orElseGet(() -> broken(item.node()));
    }

    private Optional<LocatedJson> entry(Shelf shelf, String name, Spot reference) {
        Optional<LocatedJson> entry = shelf.entry().apply(name);
        if (entry.isEmpty()) {
            broken(reference.node());
            String hint = Wording.didYouMean(name, shelf.ids());
            problems.error(
                    reference,
                    "found " + Wording.quoted(name) + ", which the catalogue does not know"
                            + (hint.isEmpty() ? "." : hint)
                            + " Describe it in full, or see docs/catalogue.md for the names");
        }
        return entry.map(found -> fitting(found, shelf).at(reference.node().place()));
    }

    /** Of an entry, what the record has a key for: a retired service needs hosts and storage only. */
    private static LocatedJson fitting(LocatedJson entry, Shelf shelf) {
        List<String> known =
                Component.of(shelf.record()).stream().map(Component::key).toList();
        LocatedJson fitting = entry;
        for (String key : entry.fields().keySet()) {
            fitting = known.contains(key) ? fitting : fitting.without(key);
        }
        return fitting;
    }

    private LocatedJson broken(LocatedJson node) {
        problems.unusable(node);
        return node;
    }
}
