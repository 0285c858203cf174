package io.consentfilter.rewrite;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** UTF-8, but one of the texts that are made of a page's bytes fails: a fault in the midst of judging. */
public final class FaultyCharset extends Charset {
    private int good;
    private boolean failed;

    /**
     * @param good so many texts are made before
     */
    public FaultyCharset(int good) {
        super("x-faulty", new String[0]);
        this.good = good;
    }

    /** Whether it came to the text that fails. */
    public boolean failed() {
        return failed;
    }

    @Override
    public boolean contains(Charset other) {
        return StandardCharsets.UTF_8.contains(other);
    }

    @Override
    public CharsetDecoder newDecoder() {
        if (good-- == 0) {
            failed = true;
            throw new IllegalStateException("planned");
        }
        return StandardCharsets.UTF_8.newDecoder();
    }

    @Override
    public CharsetEncoder newEncoder() {
        return StandardCharsets.UTF_8.newEncoder();
    }
}
