package io.consentfilter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of the configuration as could be bound: the checks run over it even where a part is broken, so that one reading shows
 * every problem.
 */
final class Draft {
    private final Spot root;
    private final @Nullable Object[] values;

    private Draft(Spot root, @Nullable Object[] values) {
        this.root = root;
        this.values = values;
    }

    static Draft of(Spot root, Binder binder) {
        return new Draft(root, binder.components(ConsentConfig.class, root));
    }

    Spot root() {
        return root;
    }

    /** A section, unless it is broken. */
    <T> Optional<T> section(Class<T> type) {
        for (Object value : values) {
            if (type.isInstance(value)) {
                return Optional.of(type.cast(value));
            }
        }
        return Optional.empty();
    }

    /** The ids that a list of the file names, those of broken items included. */
    List<String> ids(String key) {
        Spot list = root.key(key);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < list.node().items().size(); i++) {
            String id = list.item(i).text("id");
            String use = list.item(i).text("use");
            if (id != null || use != null) {
                ids.add(id != null ? id : String.valueOf(use));
            }
        }
        return ids;
    }

    /** The configuration. Only where there is no problem. */
    ConsentConfig config() {
        try {
            return (ConsentConfig) Binder.constructor(ConsentConfig.class).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("checked before", e);
        }
    }
}
