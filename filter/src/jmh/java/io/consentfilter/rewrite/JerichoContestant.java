package io.consentfilter.rewrite;

import io.consentfilter.web.WebAddress;
import java.nio.charset.StandardCharsets;
import net.htmlparser.jericho.Attribute;
import net.htmlparser.jericho.Attributes;
import net.htmlparser.jericho.HTMLElementName;
import net.htmlparser.jericho.OutputDocument;
import net.htmlparser.jericho.Source;
import net.htmlparser.jericho.StartTag;

/** The job done with Jericho, which keeps untouched text. */
final class JerichoContestant {
    private JerichoContestant() {}

    static byte[] rewrite(Corpus.Page page) {
        Source source = new Source(new String(page.bytes(), StandardCharsets.UTF_8));
        source.setLogger(null);
        OutputDocument output = new OutputDocument(source);
        WebAddress base = Contestant.address(page);
        for (StartTag tag : source.getAllStartTags()) {
            Attributes attributes = tag.getAttributes();
            if (attributes != null) {
                for (Attribute each : attributes) {
                    String value = each.getValue();
                    if (value != null
                            && RegexContestant.loads(tag.getName(), each.getName(), value, base, page.host())) {
                        output.insert(each.getBegin(), "data-choice-");
                    }
                }
            }
            if (tag.getName().equals(HTMLElementName.SCRIPT)
                    && JsoupContestant.hasSignature(
                            tag.getElement().getContent().toString())) {
                output.insert(tag.getEnd() - 1, " type=\"text/plain\"");
            }
        }
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }
}
