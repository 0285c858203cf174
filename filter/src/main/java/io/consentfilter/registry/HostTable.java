package io.consentfilter.registry;

import io.consentfilter.model.HostPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts by suffix. A host is read once from its end; at each dot the hash of what was read is looked up, so that nothing is cut
 * and nothing is allocated. The longest domain wins.
 */
final class HostTable {
    private static final class Entry {
        private final String domain;
        private @Nullable Owners exactly;
        private @Nullable Owners withSubdomains;

        Entry(String domain) {
            this.domain = domain;
        }
    }

    private final @Nullable Entry[] slots;

    private HostTable(Collection<Entry> entries) {
        slots = new Entry[Integer.highestOneBit(Math.max(4, entries.size() * 4)) * 2];
        for (Entry entry : entries) {
            int slot = slot(hash(entry.domain));
            while (slots[slot] != null) {
                slot = next(slot);
            }
            slots[slot] = entry;
        }
    }

    /** Collects owners per pattern. */
    static final class Builder {
        private final Map<String, List<Consumer<Owners>>> exact = new HashMap<>();
        private final Map<String, List<Consumer<Owners>>> wildcard = new HashMap<>();

        void add(HostPattern pattern, Consumer<Owners> owner) {
            // A domain always has an owner of its own: "*.stat.example" names the domain itself too, beside whoever
            // names that alone.
            exact.computeIfAbsent(pattern.domain(), key -> new ArrayList<>()).add(owner);
            if (pattern.wildcard()) {
                wildcard.computeIfAbsent(pattern.domain(), key -> new ArrayList<>())
                        .add(owner);
            }
        }

        HostTable build() {
            Map<String, Entry> entries = new HashMap<>();
            exact.forEach((domain, owners) -> entries.computeIfAbsent(domain, Entry::new).exactly = owners(owners));
            wildcard.forEach(
                    (domain, owners) -> entries.computeIfAbsent(domain, Entry::new).withSubdomains = owners(owners));
            return new HostTable(entries.values());
        }

        private static Owners owners(List<Consumer<Owners>> additions) {
            Owners owners = new Owners();
            additions.forEach(addition -> addition.accept(owners));
            return owners;
        }
    }

    /** The owners of a host, or null. */
    @Nullable
    Owners find(String host) {
        Owners best = null;
        int hash = 0;
        for (int i = host.length() - 1; i >= 0; i--) {
            char c = host.charAt(i);
            if (c == '.') {
                Entry entry = entry(host, i + 1, hash);
                best = entry != null && entry.withSubdomains != null ? entry.withSubdomains : best;
            }
            hash = hash * 31 + c;
        }
        Entry entry = entry(host, 0, hash);
        return entry != null ? entry.exactly : best;
    }

    private @Nullable Entry entry(String host, int from, int hash) {
        int slot = slot(hash);
        for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
            String domain = entry.domain;
            if (domain.length() == host.length() - from && host.startsWith(domain, from)) {
                return entry;
            }
            slot = next(slot);
        }
        return null;
    }

    private static int hash(String domain) {
        int hash = 0;
        for (int i = domain.length() - 1; i >= 0; i--) {
            hash = hash * 31 + domain.charAt(i);
        }
        return hash;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
