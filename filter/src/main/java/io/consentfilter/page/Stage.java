package io.consentfilter.page;

import java.io.IOException;

/** One step that a body's bytes take on their way to the container. */
interface Stage {
    /** Takes bytes; the array may be reused after the call. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Sends on all that can be sent. */
    void flush() throws IOException;

    /** The body is complete; nothing is written afterwards. */
    void end() throws IOException;
}
