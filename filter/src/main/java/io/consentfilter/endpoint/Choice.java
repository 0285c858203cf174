package io.consentfilter.endpoint;

import io.consentfilter.receipt.UnknownChoiceException;
import io.consentfilter.registry.Registry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a form or a script sent, checked for form but not against the registry.
 *
 * @param kind which button
 * @param layer where it stood
 * @param services switched on; counts with {@code save} and {@code always}
 * @param purposes switched on as a whole; counts with {@code save}
 * @param shown token that says which notice was shown; empty where there is none
 * @param language asked for; empty where none
 * @param returnPath as sent, not to be trusted
 * @param key idempotency key; null where there is none
 */
record Choice(
        Kind kind,
        Layer layer,
        Set<String> services,
        Set<String> purposes,
        String shown,
        String language,
        String returnPath,
        @Nullable String key) {
    Choice {
        services = Set.copyOf(services);
        purposes = Set.copyOf(purposes);
    }

    /** The buttons there are. */
    enum Kind {
        ACCEPT_ALL("accept-all"),
        REJECT_ALL("reject-all"),
        SAVE("save"),
        WITHDRAW_ALL("withdraw-all"),
        ALWAYS("always");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The button of this name, or null. */
        static @Nullable Kind of(String word) {
            return List.of(values()).stream()
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Where the buttons stand. */
    enum Layer {
        BANNER("banner:layer1"),
        CHOICES("choices:layer2"),
        EMBED("embed");

        private final String word;

        Layer(String word) {
            this.word = word;
        }

        static @Nullable Layer of(String number) {
            return switch (number) {
                case "1" -> BANNER;
                case "2" -> CHOICES;
                case "embed" -> EMBED;
                default -> null;
            };
        }
    }

    /** Layer and control used, as the record names them. */
    String method() {
        if (kind == Kind.ALWAYS) {
            return "embed:always";
        }
        Layer where = kind == Kind.WITHDRAW_ALL || layer == Layer.EMBED ? Layer.CHOICES : layer;
        return where.word + ":" + kind.word;
    }

    /** What this control decides about; the rest keeps its state. */
    Set<String> asked(Registry registry) {
        return kind == Kind.ALWAYS ? services : Set.copyOf(registry.askable());
    }

    /**
     * What it grants.
     *
     * @param grantedBefore what counts at the moment
     */
    Set<String> granted(Registry registry, Set<String> grantedBefore) throws UnknownChoiceException {
        return switch (kind) {
            case REJECT_ALL, WITHDRAW_ALL -> Set.of();
            case ACCEPT_ALL -> everything(registry, grantedBefore);
            case ALWAYS -> services;
            case SAVE -> selected(registry);
        };
    }

    /** Sensitive purposes need an act of their own (LAW.md B31); one that was granted by such an act stays. */
    private static Set<String> everything(Registry registry, Set<String> grantedBefore) {
        Set<String> granted = new TreeSet<>(registry.askable());
        registry.purposes().stream()
                .filter(purpose -> purpose.sensitive())
                .forEach(purpose -> granted.removeAll(registry.askableOf(purpose.id())));
        grantedBefore.stream().filter(registry.askable()::contains).forEach(granted::add);
        return granted;
    }

    private Set<String> selected(Registry registry) throws UnknownChoiceException {
        Set<String> granted = new TreeSet<>(services);
        for (String purpose : new TreeSet<>(purposes)) {
            Collection<String> ids = registry.askableOf(purpose);
            if (ids.isEmpty()) {
                throw new UnknownChoiceException("purpose \"" + purpose + "\" is not offered; offered are "
                        + String.join(
                                ", ",
                                registry.purposes().stream()
                                        .map(each -> each.id())
                                        .toList()));
            }
            granted.addAll(ids);
        }
        return granted;
    }
}
