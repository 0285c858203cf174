package io.consentfilter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.consentfilter.json.LocatedJson.Kind;
import io.consentfilter.json.LocatedJson.Place;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree from tokens: databind stops at its first problem and forgets where a value stood. */
final class JsonTree {
    /** Objects and arrays inside each other, at most. */
    static final int DEPTH_MAX = 64;

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private final String source;
    private final JsonParser parser;

    private JsonTree(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    static LocatedJson read(String source, byte[] utf8) throws JsonProblem {
        String text = decode(utf8);
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonTree(source, parser).document();
        } catch (JsonProcessingException e) {
            throw JsonMessages.problem(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private LocatedJson document() throws IOException, JsonProblem {
        if (parser.nextToken() == null) {
            throw new JsonProblem("the file is empty; expected a JSON value", 1, 1);
        }
        LocatedJson value = value();
        if (parser.nextToken() != null) {
            throw problem("found more after the end of the value; expected one JSON value and nothing else");
        }
        return value;
    }

    private LocatedJson value() throws IOException, JsonProblem {
        Place place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> LocatedJson.scalar(Kind.STRING, parser.getText(), place);
            case VALUE_NUMBER_INT -> LocatedJson.scalar(Kind.NUMBER, integer(parser.getBigIntegerValue()), place);
            case VALUE_NUMBER_FLOAT -> LocatedJson.scalar(Kind.NUMBER, fraction(), place);
            case VALUE_TRUE -> LocatedJson.scalar(Kind.BOOLEAN, true, place);
            case VALUE_FALSE -> LocatedJson.scalar(Kind.BOOLEAN, false, place);
            case VALUE_NULL -> LocatedJson.scalar(Kind.NULL, null, place);
            default -> throw problem("expected a JSON value");
        };
    }

    private LocatedJson object(Place place) throws IOException, JsonProblem {
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place first = keys.putIfAbsent(key, place());
            if (first != null) {
                throw problem("found the key \"" + key + "\" twice; it stands at " + first.line() + ":" + first.column()
                        + " already");
            }
            parser.nextToken();
            fields.put(key, value());
        }
        return LocatedJson.object(fields, keys, place);
    }

    private LocatedJson array(Place place) throws IOException, JsonProblem {
        List<LocatedJson> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return LocatedJson.array(items, place);
    }

    private static Number integer(BigInteger value) {
        boolean fits = value.compareTo(LONG_MIN) >= 0 && value.compareTo(LONG_MAX) <= 0;
        return fits ? (Number) value.longValue() : value;
    }

    private Double fraction() throws IOException, JsonProblem {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw problem("found a number beyond the range of a double");
        }
        return value;
    }

    private Place place() {
        var location = parser.currentTokenLocation();
        return new Place(source, location.getLineNr(), location.getColumnNr());
    }

    private JsonProblem problem(String message) {
        Place place = place();
        return new JsonProblem(message, place.line(), place.column());
    }

    /** Decoded first, so that columns count characters and broken bytes are refused instead of repaired (RFC 8259, 8.1). */
    private static String decode(byte[] utf8) throws JsonProblem {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw brokenBytes(utf8);
        }
    }

    private static JsonProblem brokenBytes(byte[] utf8) {
        String readable = new String(utf8, StandardCharsets.UTF_8);
        int broken = Math.max(0, readable.indexOf('\uFFFD'));
        String before = readable.substring(0, broken);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new JsonProblem(
                "found bytes that are no UTF-8; expected the file in UTF-8", line, broken - before.lastIndexOf('\n'));
    }
}
