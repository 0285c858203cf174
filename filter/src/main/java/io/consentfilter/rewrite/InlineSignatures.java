package io.consentfilter.rewrite;

import io.consentfilter.registry.InlineSignature;
import io.consentfilter.registry.Registry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds any of many short texts in a script without a look at every byte. A signature has at least six bytes, so four of its
 * three-byte windows begin at four places in a row, and exactly one of those is a multiple of four: only every fourth place of
 * the script is looked up, in a table of the windows that occur in signatures, and only a hit there is compared.
 */
final class InlineSignatures {
    /** Shorter texts cannot be found by looking at every fourth place. */
    static final int LENGTH_MIN = 6;

    private static final int STEP = 4;
    private static final int BITS = 15;
    private static final int CHAIN_BITS = 10;
    private static final int CHAINS = (1 << CHAIN_BITS) - 1;
    private static final int WINDOW = 0xFFFFFF;
    private static final long SIX = 0xFFFF_FFFF_FFFFL;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final Map<Registry, InlineSignatures> COMPILED = Collections.synchronizedMap(new WeakHashMap<>());

    /** The one nearly every page asks for: found without waiting for others. */
    private static volatile @Nullable Latest latest;

    private record Latest(WeakReference<Registry> registry, InlineSignatures signatures) {}

    private final InlineSignature[] signatures;
    private final byte[][] texts;
    /** A bit for each slot: so few bytes that they stay in the innermost cache beside the page. */
    private final long[] windows = new long[1 << BITS - 6];

    private final int[] chains = new int[1 << CHAIN_BITS];
    /** For each window of each signature: its place among the six rarest bytes, and the next of the chain; nought ends a chain. */
    private final int[] places;

    private final int[] next;
    /** For each signature its six rarest bytes, and where they begin in its text. */
    private final long[] sixes;

    private final int[] rarest;

    InlineSignatures(List<InlineSignature> all) {
        signatures = all.stream()
                .filter(signature -> signature.text().length() >= LENGTH_MIN)
                .toArray(InlineSignature[]::new);
        texts = Arrays.stream(signatures)
                .map(signature -> signature.text().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        places = new int[(signatures.length + 1) * STEP];
        next = new int[places.length];
        sixes = new long[signatures.length];
        rarest = new int[signatures.length];
        for (int i = 0; i < signatures.length; i++) {
            addWindows(i);
        }
    }

    /** The signatures of a registry, compiled once. */
    static InlineSignatures of(Registry registry) {
        Latest known = latest;
        if (known != null && known.registry.refersTo(registry)) {
            return known.signatures;
        }
        InlineSignatures signatures = compiled(registry);
        latest = new Latest(new WeakReference<>(registry), signatures);
        return signatures;
    }

    private static InlineSignatures compiled(Registry registry) {
        return COMPILED.computeIfAbsent(registry, known -> new InlineSignatures(known.inlineSignatures()));
    }

    boolean isEmpty() {
        return signatures.length == 0;
    }

    /** The entries of a signature stand together, those of the first behind the one that ends chains. */
    private void addWindows(int signature) {
        byte[] text = texts[signature];
        int at = rarest(text);
        rarest[signature] = at;
        for (int i = at; i < at + LENGTH_MIN; i++) {
            sixes[signature] |= (text[i] & 0xFFL) << 8 * (i - at);
        }
        for (int place = 0; place < STEP; place++) {
            int slot = slot((int) (sixes[signature] >>> 8 * place) & WINDOW);
            windows[slot >>> 6] |= 1L << slot;
            int entry = (signature + 1) * STEP + place;
            places[entry] = place;
            next[entry] = chains[slot & CHAINS];
            chains[slot & CHAINS] = entry;
        }
    }

    /** Where in a text the six bytes begin that occur least by chance: letters of plain English are common, others are not. */
    private static int rarest(byte[] text) {
        int best = 0;
        int bestRarity = -1;
        for (int at = 0; at + LENGTH_MIN <= text.length; at++) {
            int rarity = 0;
            for (int i = at; i < at + LENGTH_MIN; i++) {
                rarity += " etaoinsrhldcumfpg(){}.,;:=\"'".indexOf(text[i]) < 0 ? 1 : 0;
            }
            if (rarity > bestRarity) {
                best = at;
                bestRarity = rarity;
            }
        }
        return best;
    }

    /** The first signature in the range that is asked for, or null. */
    @Nullable
    InlineSignature find(byte[] bytes, int from, int to, Predicate<InlineSignature> asked) {
        int last = Math.min(to - 3, bytes.length - 4);
        int i = from;
        for (; i <= last; i += STEP) {
            int slot = slot((int) INTS.get(bytes, i) & WINDOW);
            if ((windows[slot >>> 6] >>> slot & 1) != 0) {
                InlineSignature found = compare(bytes, i, from, to, chains[slot & CHAINS], asked);
                if (found != null) {
                    return found;
                }
            }
        }
        for (; i <= to - 3; i += STEP) {
            int window = (bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8 | (bytes[i + 2] & 0xFF) << 16;
            InlineSignature found = compare(bytes, i, from, to, chains[slot(window) & CHAINS], asked);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable InlineSignature compare(
            byte[] bytes, int at, int from, int to, int chain, Predicate<InlineSignature> asked) {
        for (int entry = chain; entry != 0; entry = next[entry]) {
            int signature = entry / STEP - 1;
            int six = at - places[entry];
            if (hasSix(bytes, six, signature) && isHere(bytes, six - rarest[signature], from, to, texts[signature])) {
                InlineSignature found = signatures[signature];
                if (asked.test(found)) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Tells nearly all that only begin alike from a signature, without a look at its text. */
    private boolean hasSix(byte[] bytes, int at, int signature) {
        boolean readable = at >= 0 && at + Long.BYTES <= bytes.length;
        return !readable || ((long) LONGS.get(bytes, at) & SIX) == sixes[signature];
    }

    private static boolean isHere(byte[] bytes, int start, int from, int to, byte[] text) {
        return start >= from
                && start + text.length <= to
                && Arrays.equals(bytes, start, start + text.length, text, 0, text.length);
    }

    private static int slot(int window) {
        return window * 0x9E3779B1 >>> (32 - BITS);
    }
}
