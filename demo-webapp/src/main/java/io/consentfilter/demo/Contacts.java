package io.consentfilter.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the third parties received, newest last; bounded. */
public final class Contacts {
    /** Older ones are forgotten. */
    static final int CONTACTS_MAX = 200;

    private final Deque<Contact> kept = new ArrayDeque<>();

    /**
     * One request that reached a third party.
     *
     * @param host host asked for
     * @param target path and query
     * @param sentId whether the visitor's browser sent an identifier along
     */
    public record Contact(String host, String target, boolean sentId) {}

    synchronized void add(Contact contact) {
        if (kept.size() == CONTACTS_MAX) {
            kept.removeFirst();
        }
        kept.addLast(contact);
    }

    /** All that is remembered. */
    public synchronized List<Contact> all() {
        return List.copyOf(kept);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        kept.clear();
    }
}
