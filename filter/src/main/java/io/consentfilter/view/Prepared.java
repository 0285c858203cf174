package io.consentfilter.view;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of markup as ASCII bytes, cut at its slots: filling it renders nothing. */
final class Prepared {
    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    Prepared(String markup) {
        int from = 0;
        for (int at = 0; at < markup.length(); at++) {
            for (Slot slot : Slot.values()) {
                if (markup.charAt(at) == slot.mark) {
                    pieces.add(Markup.ascii(markup.substring(from, at)));
                    slots.add(slot);
                    from = at + 1;
                }
            }
        }
        pieces.add(Markup.ascii(markup.substring(from)));
    }

    /** How many slots there are: one piece more. */
    int slots() {
        return slots.size();
    }

    /** The bytes in front of a slot, or behind the last one. */
    byte[] piece(int index) {
        return pieces.get(index);
    }

    Slot slot(int index) {
        return slots.get(index);
    }

    /** The pieces with every slot filled, to be written one after the other; what is the same for everybody is not copied. */
    List<byte[]> fill(String token, String returnPath, String ownOrigin) {
        byte[][] all = new byte[2 * slots.size() + 1][];
        for (int i = 0; i < slots.size(); i++) {
            all[2 * i] = pieces.get(i);
            all[2 * i + 1] = filled(all, i, token, returnPath, ownOrigin);
        }
        all[all.length - 1] = pieces.get(slots.size());
        return Arrays.asList(all);
    }

    /** The same slot has the same value wherever it stands. */
    private byte[] filled(byte[][] all, int index, String token, String returnPath, String ownOrigin) {
        int before = slots.indexOf(slots.get(index));
        return before < index ? all[2 * before + 1] : slots.get(index).value(token, returnPath, ownOrigin);
    }

    /** Pieces as one. */
    static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
