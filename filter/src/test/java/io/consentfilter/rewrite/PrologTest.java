package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import org.junit.jupiter.api.Test;

/** What stands in front of the elements of XML, and no parser of this JDK tells of. */
final class PrologTest {
    private static final String PAGE = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>";

    @Test
    void styleSheetNamedInsideTheDocumentTypeIsLeftOut() {
        String page = "<!DOCTYPE html [<!ENTITY a \"b\"> <?xml-stylesheet href=\"//t.example/x\"?> <?own x?>]>" + PAGE;

        assertThat(Rewriting.page().kind(DocumentKind.XHTML).of(page))
                .isEqualTo("<!DOCTYPE html [<!ENTITY a \"b\">  <?own x?>]>" + PAGE);
    }
}
