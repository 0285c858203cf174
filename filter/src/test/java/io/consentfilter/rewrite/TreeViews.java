package io.consentfilter.rewrite;

import io.consentfilter.rewrite.FlatView.Seen;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.dom.HtmlDocumentBuilder;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A page as full parsers build it: jsoup, the Nu validator's with and without scripting, and the JDK's for XHTML. */
final class TreeViews {
    private static final Set<String> FOREIGN =
            Set.of("http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML");

    private TreeViews() {}

    static List<Seen> jsoup(String page) {
        List<Seen> seen = new ArrayList<>();
        for (Element element : Jsoup.parse(page).getAllElements()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (Attribute attribute : element.attributes()) {
                attributes.putIfAbsent(FlatView.lower(attribute.getKey()), attribute.getValue());
            }
            boolean foreign = !element.tag().namespace().equals(Parser.NamespaceHtml);
            seen.add(new Seen(element.normalName(), attributes, element.wholeOwnText() + element.data(), foreign));
        }
        return seen;
    }

    static String unescaped(String value) {
        return Parser.unescapeEntities(value, true);
    }

    static List<Seen> nu(String page, boolean scripting) {
        HtmlDocumentBuilder builder = new HtmlDocumentBuilder(XmlViolationPolicy.ALTER_INFOSET);
        // A form feed ends a string of CSS; made a space it would not.
        builder.setContentNonXmlCharPolicy(XmlViolationPolicy.ALLOW);
        builder.setScriptingEnabled(scripting);
        builder.setIgnoringComments(true);
        try {
            return collect(builder.parse(new InputSource(new StringReader(page))));
        } catch (IOException | SAXException e) {
            throw new IllegalStateException(page, e);
        } catch (AssertionError e) {
            // The parser's own assertions fail on a few damaged pages: it has no view of those.
            return List.of();
        }
    }

    static List<Seen> xml(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Instead of one that prints.
            builder.setErrorHandler(new DefaultHandler());
            return collect(builder.parse(new InputSource(new StringReader(page))));
        } catch (SAXException e) {
            throw new NotWellFormed(page, e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(page, e);
        }
    }

    /** A document that no parser of XML takes. */
    static final class NotWellFormed extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private NotWellFormed(String page, SAXException cause) {
            super(page, cause);
        }
    }

    private static List<Seen> collect(Node root) {
        List<Seen> seen = new ArrayList<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node.getNodeType() == Node.ELEMENT_NODE) {
                seen.add(element(node));
            } else if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                seen.add(new Seen("?" + node.getNodeName(), Map.of(), node.getNodeValue(), false));
            }
            NodeList children = node.getChildNodes();
            for (int i = children.getLength() - 1; i >= 0; i--) {
                open.add(children.item(i));
            }
        }
        return seen;
    }

    private static Seen element(Node node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        NamedNodeMap all = node.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Node attribute = all.item(i);
            boolean xlink = "http://www.w3.org/1999/xlink".equals(attribute.getNamespaceURI());
            String name = xlink ? "xlink:" + attribute.getLocalName() : attribute.getNodeName();
            attributes.putIfAbsent(FlatView.lower(name), attribute.getNodeValue());
        }
        String name = node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
        boolean text = name.equalsIgnoreCase("style") || name.equalsIgnoreCase("script");
        return new Seen(
                FlatView.lower(name),
                attributes,
                text ? node.getTextContent() : "",
                FOREIGN.contains(String.valueOf(node.getNamespaceURI())));
    }
}
