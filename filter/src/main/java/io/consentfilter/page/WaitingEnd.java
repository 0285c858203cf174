package io.consentfilter.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of an answer in non-blocking mode, while the container takes no more. The app's thread that ends the answer and the
 * container's that becomes ready may come by in the same moment: one of them sends what is held, and whatever the app wants next
 * comes after.
 */
final class WaitingEnd {
    /** What comes behind an end. */
    interface Next {
        void run() throws IOException;
    }

    private final List<Next> next = new ArrayList<>(1);
    private boolean open;
    private boolean claimed;

    /** From now on whoever finds the container ready may send. */
    synchronized void begin(Next then) {
        open = true;
        next.add(then);
    }

    /** Puts something behind an end that has not been sent yet; false where there is none. */
    synchronized boolean goesOnWith(Next then) {
        return open && next.add(then);
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** True for the one who shall send. */
    synchronized boolean claim() {
        boolean mine = open && !claimed;
        claimed |= mine;
        return mine;
    }

    /** It was sent, or could not be: gives back what comes next. */
    synchronized List<Next> close() {
        List<Next> all = List.copyOf(next);
        next.clear();
        open = false;
        claimed = false;
        return all;
    }
}
