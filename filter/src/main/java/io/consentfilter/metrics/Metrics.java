package io.consentfilter.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts, since start, without any identifier. Safe for any number of threads; names of hosts and cookies are bounded. */
public final class Metrics {
    /** At most so many different names are kept per kind; further ones are counted under "(other)". */
    static final int NAMES_MAX = 500;

    /** Names are cut at this length. */
    static final int NAME_LENGTH_MAX = 100;

    private final EnumMap<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<String, LongAdder> withheldServices = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> undeclaredHosts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> undeclaredCookies = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reports = new ConcurrentHashMap<>();

    public Metrics() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    public void count(Counter counter) {
        count(counter, 1);
    }

    public void count(Counter counter, long times) {
        adder(counter).add(times);
    }

    /** Something of a declared service was withheld. */
    public void withheldService(String serviceId) {
        withheldService(serviceId, 1);
    }

    /** So many things of a declared service were withheld. */
    public void withheldService(String serviceId, int times) {
        add(withheldServices, serviceId, times);
    }

    /** Something of a host that nobody declared was withheld. */
    public void undeclaredHost(String host) {
        undeclaredHost(host, 1);
    }

    /** So many things of a host that nobody declared were withheld. */
    public void undeclaredHost(String host, int times) {
        add(undeclaredHosts, host, times);
    }

    /** A cookie was set whose name nobody declared. */
    public void undeclaredCookie(String name) {
        add(undeclaredCookies, name, 1);
    }

    /** A browser reported that it stopped something: host, directive and class of paths. */
    public void report(String hostDirectivePath) {
        add(reports, hostDirectivePath, 1);
    }

    public long value(Counter counter) {
        return adder(counter).sum();
    }

    public Map<String, Long> withheldServices() {
        return snapshot(withheldServices);
    }

    public Map<String, Long> undeclaredHosts() {
        return snapshot(undeclaredHosts);
    }

    public Map<String, Long> undeclaredCookies() {
        return snapshot(undeclaredCookies);
    }

    public Map<String, Long> reports() {
        return snapshot(reports);
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = counters.get(counter);
        if (adder == null) {
            throw new IllegalStateException("no counter " + counter);
        }
        return adder;
    }

    private static void add(Map<String, LongAdder> names, String name, int times) {
        String key = name.length() > NAME_LENGTH_MAX ? name.substring(0, NAME_LENGTH_MAX) : name;
        LongAdder adder = names.get(key);
        if (adder == null) {
            String bounded = names.size() >= NAMES_MAX ? "(other)" : key;
            adder = names.computeIfAbsent(bounded, k -> new LongAdder());
        }
        adder.add(times);
    }

    private static Map<String, Long> snapshot(Map<String, LongAdder> names) {
        Map<String, Long> sums = new TreeMap<>();
        names.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }
}
