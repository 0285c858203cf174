package io.consentfilter.rewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.util.Arrays;

/**
 * Any bytes keep the laws. Run it with
 * {@code JAZZER_FUZZ=1 mvn -pl filter -am test -Dtest=RewriterFuzz -Dsurefire.failIfNoSpecifiedTests=false}; without that
 * variable the inputs that were found before are read again.
 */
final class RewriterFuzz {
    /** The first byte chooses the kind of document. */
    @FuzzTest(maxDuration = "30m")
    void anyBytesKeepTheLaws(byte[] data) {
        if (data.length > 0) {
            DocumentKind[] kinds = DocumentKind.values();
            byte[] page = Arrays.copyOfRange(data, 1, data.length);
            Laws.holdAtFewCuts(page, kinds[(data[0] & 0xFF) % kinds.length]);
        }
    }
}
