package io.cfguardian.document.parse;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON (RFC 8259) from Jackson's token stream; one value, nothing after it. Used by many threads. */
final class JsonReader {

    /** What Jackson's messages begin with, and what is said instead: the originals quote the text. */
    private static final Map<String, String> DETAILS = Map.ofEntries(
            Map.entry("Unexpected end-of-input", "the text ends before the value does"),
            Map.entry("Unrecognized token", "a bare word that is not true, false or null"),
            Map.entry("Illegal unquoted character", "a control character stands unescaped in a string"),
            Map.entry("Unrecognized character escape", "a string has an escape that JSON does not know"),
            Map.entry("Unexpected close marker", "a bracket closes what is not open"),
            Map.entry("Invalid numeric value", "a number is not written as JSON writes numbers"),
            Map.entry("Non-standard token", "NaN and Infinity are not JSON"),
            Map.entry("Unexpected character", "a character that cannot stand here"),
            Map.entry("Illegal character", "a character that cannot stand here"));

    private final ParserLimits limits;
    private final NumberText numbers;
    private final TokenStreamFactory factory;

    JsonReader(ParserLimits limits) {
        this.limits = limits;
        this.numbers = new NumberText(limits.numberCharsMax());
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        // One more than allowed, so that ours is the refusal: it knows the pointer.
                        .maxNestingDepth(limits.levelsMax() + 1)
                        .maxNameLength(limits.nameCharsMax() + 1)
                        .maxStringLength(limits.stringCharsMax())
                        .maxNumberLength(limits.numberCharsMax())
                        .build())
                .build();
    }

    JsonValue read(String text, ValueBuilder builder) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            try {
                return read(parser, builder);
            } catch (MalformedText e) {
                throw new MalformedText(e.detail(), position(parser.currentTokenLocation(), parser.currentLocation()));
            } catch (JacksonException e) {
                throw new MalformedText(detail(e), position(e.getLocation(), parser.currentLocation()));
            }
        }
    }

    private JsonValue read(JsonParser parser, ValueBuilder builder) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedText("the text holds no value");
        }
        while (token != null) {
            if (builder.root() != null) {
                throw new MalformedText("there is text after the value");
            }
            push(parser, token, builder);
            token = parser.nextToken();
        }
        Subtree root = builder.root();
        if (root == null) {
            throw new MalformedText("the text ends before the value does");
        }
        return root.value();
    }

    private void push(JsonParser parser, JsonToken token, ValueBuilder builder) {
        switch (token) {
            case START_OBJECT -> builder.startObject();
            case START_ARRAY -> builder.startArray();
            case END_OBJECT, END_ARRAY -> builder.end();
            case PROPERTY_NAME -> builder.name(parser.currentName());
            case VALUE_STRING -> {
                String string = parser.getString();
                builder.requireString(string);
                builder.add(Subtree.scalar(new JsonString(string), string.length()));
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String number = parser.getString();
                builder.add(Subtree.scalar(numbers.parse(number), number.length()));
            }
            case VALUE_TRUE -> builder.add(Subtree.scalar(new JsonBoolean(true), 4));
            case VALUE_FALSE -> builder.add(Subtree.scalar(new JsonBoolean(false), 5));
            case VALUE_NULL -> builder.add(Subtree.scalar(JsonNull.NULL, 4));
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("a text cannot hold the token " + token);
        }
    }

    private String detail(JacksonException e) {
        String original = e.getOriginalMessage();
        if (e instanceof StreamConstraintsException) {
            if (original.startsWith("Number")) {
                return "a number has more than " + limits.numberCharsMax() + " characters";
            }
            if (original.startsWith("String")) {
                return "a string has more than " + limits.stringCharsMax() + " characters";
            }
            if (original.startsWith("Name")) {
                return "a member's name has more than " + limits.nameCharsMax() + " characters";
            }
            return "a bound of the JSON reader is exceeded";
        }
        for (Map.Entry<String, String> entry : DETAILS.entrySet()) {
            if (original.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return "the text is not JSON here";
    }

    private static Position position(@Nullable TokenStreamLocation location, TokenStreamLocation fallback) {
        TokenStreamLocation known = location == null || location.getColumnNr() < 1 ? fallback : location;
        return new Position(Math.max(known.getLineNr(), 0), Math.max(known.getColumnNr(), 0));
    }
}
