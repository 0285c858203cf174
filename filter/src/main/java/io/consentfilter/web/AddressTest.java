package io.consentfilter.web;

import java.util.function.Predicate;

/** Says whether an address may be contacted. */
public interface AddressTest {
    /** What can be said at first sight. */
    enum Answer {
        OPEN,
        WITHHELD,
        /** The address has to be asked for as text. */
        UNKNOWN
    }

    /** Judges an address where it lies: ASCII, nothing in it escaped. */
    Answer atSight(byte[] bytes, int from, int to);

    /** Judges an address. */
    boolean withheld(String address);

    /** A test that has to see the text. */
    static AddressTest of(Predicate<String> withheld) {
        return new AddressTest() {
            @Override
            public Answer atSight(byte[] bytes, int from, int to) {
                return Answer.UNKNOWN;
            }

            @Override
            public boolean withheld(String address) {
                return withheld.test(address);
            }
        };
    }
}
