package io.consentfilter.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Appends one comment with the policy's hash to a service-worker script: an installed worker is compared byte by byte and would
 * otherwise keep the policy it was installed with (Service Workers, "Update").
 */
final class CommentStage implements Stage {
    private final Stage next;
    private final String policyHash;
    private boolean ended;

    CommentStage(Stage next, String policyHash) {
        this.next = next;
        this.policyHash = policyHash;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        next.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (!ended) {
            ended = true;
            byte[] comment = ("\n//policy " + policyHash + "\n").getBytes(StandardCharsets.US_ASCII);
            next.write(comment, 0, comment.length);
        }
        next.end();
    }
}
