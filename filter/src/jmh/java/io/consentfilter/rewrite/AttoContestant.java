package io.consentfilter.rewrite;

import io.consentfilter.web.WebAddress;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;

/** The job done on the events of attoparser, an element written anew where it is not as it came. */
final class AttoContestant {
    private AttoContestant() {}

    static byte[] rewrite(Corpus.Page page) {
        Handler handler = new Handler(Contestant.address(page), page.host(), page.bytes().length);
        try {
            new SimpleMarkupParser(ParseConfiguration.htmlConfiguration())
                    .parse(new StringReader(new String(page.bytes(), StandardCharsets.UTF_8)), handler);
        } catch (ParseException e) {
            throw new IllegalStateException(page.name(), e);
        }
        return handler.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static final class Handler extends AbstractSimpleMarkupHandler {
        private final WebAddress base;
        private final String own;
        private final StringBuilder out;

        Handler(WebAddress base, String own, int length) {
            this.base = base;
            this.own = own;
            this.out = new StringBuilder(length + 4096);
        }

        @Override
        public void handleOpenElement(String name, Map<String, String> attributes, int line, int col) {
            element(name, attributes, ">");
        }

        @Override
        public void handleStandaloneElement(
                String name, Map<String, String> attributes, boolean minimized, int line, int col) {
            element(name, attributes, minimized ? "/>" : ">");
        }

        private void element(String name, Map<String, String> attributes, String end) {
            out.append('<').append(name);
            if (attributes != null) {
                attributes.forEach((attribute, value) -> attribute(name, attribute, value));
            }
            out.append(end);
        }

        private void attribute(String element, String name, String value) {
            boolean loads = value != null && RegexContestant.loads(element, name, value, base, own);
            out.append(loads ? " data-choice-" : " ").append(name);
            if (value != null) {
                out.append("=\"").append(value).append('"');
            }
        }

        @Override
        public void handleCloseElement(String name, int line, int col) {
            out.append("</").append(name).append('>');
        }

        @Override
        public void handleText(char[] buffer, int offset, int len, int line, int col) {
            String text = new String(buffer, offset, len);
            out.append(text);
            if (JsoupContestant.hasSignature(text)) {
                out.append(' ');
            }
        }

        @Override
        public void handleComment(char[] buffer, int offset, int len, int line, int col) {
            out.append("<!--").append(buffer, offset, len).append("-->");
        }

        @Override
        public void handleDocType(
                String elementName, String publicId, String systemId, String internalSubset, int line, int col) {
            out.append("<!DOCTYPE html>");
        }
    }
}
