package io.consentfilter.rewrite;

import io.consentfilter.registry.Verdict;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A host as this page's visitor may meet it, with what is written where it is withheld. */
final class JudgedHost {
    private static final byte[] NOBODY = ascii(" data-choice-service=\"\"");

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final String host;
    private final byte[] name;
    private final int hash;
    private final Verdict verdict;
    private byte @Nullable [] mark;

    JudgedHost(String host, Verdict verdict) {
        this.host = host;
        this.name = ascii(host);
        this.hash = hash(name, 0, name.length);
        this.verdict = verdict;
    }

    String host() {
        return host;
    }

    /** Tells names apart, eight bytes a step: each step waits for the one before. The last eight may be mixed in twice. */
    static int hash(byte[] bytes, int from, int to) {
        long mixed = to - from;
        int last = to - Long.BYTES;
        if (last < from) {
            for (int i = from; i < to; i++) {
                mixed = (mixed ^ bytes[i]) * MIX;
            }
            return (int) (mixed >>> Integer.SIZE);
        }
        for (int i = from; i < last; i += Long.BYTES) {
            mixed = (mixed ^ (long) LONGS.get(bytes, i)) * MIX;
        }
        return (int) ((mixed ^ (long) LONGS.get(bytes, last)) * MIX >>> Integer.SIZE);
    }

    int hash() {
        return hash;
    }

    /**
     * Whether the range spells this host.
     *
     * @param hashOfRange its {@link #hash}
     */
    boolean isNamed(byte[] bytes, int from, int to, int hashOfRange) {
        return hash == hashOfRange && Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    Verdict verdict() {
        return verdict;
    }

    boolean withheld() {
        return verdict.withheld();
    }

    /** The attribute that says whose the withheld thing is; empty where nobody declared the host. */
    byte[] mark() {
        byte[] known = mark;
        if (known == null) {
            String service = verdict.serviceId();
            known = service == null ? NOBODY : ascii(" data-choice-service=\"" + service + "\"");
            mark = known;
        }
        return known;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
