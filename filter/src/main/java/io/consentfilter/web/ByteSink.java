package io.consentfilter.web;

import java.io.IOException;

/** Where bytes go. The array may be reused after the call. */
@FunctionalInterface
public interface ByteSink {
    void write(byte[] bytes, int offset, int length) throws IOException;
}
