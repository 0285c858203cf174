package io.consentfilter.view;

import java.util.ArrayList;
import java.util.List;

/** A piece of markup as ASCII bytes, cut at its slots: filling it copies bytes and renders nothing. */
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

    /** The bytes with every slot filled. */
    byte[] fill(String token, String returnPath, String ownOrigin) {
        byte[][] values = new byte[slots.size()][];
        int length = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Markup.ascii(slots.get(i).value(token, returnPath, ownOrigin));
            length += values[i].length + pieces.get(i).length;
        }
        byte[] all = new byte[length + pieces.get(values.length).length];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            at = put(values[i], all, put(pieces.get(i), all, at));
        }
        put(pieces.get(values.length), all, at);
        return all;
    }

    private static int put(byte[] part, byte[] all, int at) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }
}
