package io.consentfilter.rewrite;

import java.io.IOException;

/** Where changed bytes go. The array may be reused after the call. */
@FunctionalInterface
public interface Output {
    void write(byte[] bytes, int offset, int length) throws IOException;
}
