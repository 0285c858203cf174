package io.consentfilter.rewrite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts by name. Names are few: an array searched from its beginning is all it takes. */
final class Tally {
    private static final int NAMES_AT_FIRST = 16;

    private String[] names = {};
    private int[] times = {};
    private int size;

    int size() {
        return size;
    }

    boolean has(String name) {
        return find(name) >= 0;
    }

    void count(String name) {
        int found = find(name);
        int at = found < 0 ? add(name) : found;
        times[at]++;
    }

    private int find(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int add(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, Math.max(NAMES_AT_FIRST, size * 2));
            times = Arrays.copyOf(times, names.length);
        }
        names[size] = name;
        return size++;
    }

    /** Each name's number. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < size; i++) {
            numbers.put(names[i], times[i]);
        }
        return numbers;
    }
}
