package io.cfguardian.http.json;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of requests that describe what is wanted (documents go through the port {@code DocumentParser}): UTF-8,
 * no duplicate members, nothing after the value, at most 128 levels, numbers within the range of a double.
 */
public final class StrictJson {

    private static final int LEVELS_MAX = 128;
    private static final int NUMBER_CHARS_MAX = 1_000;
    private static final int STRING_CHARS_MAX = 10 << 20;

    /** Beyond every double; a number is compared with the range only when it is not farther than this. */
    private static final int EXPONENT_MAX = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(LEVELS_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .maxStringLength(STRING_CHARS_MAX)
                    .build())
            .build();

    private final JsonParser parser;

    /** The names and indexes that lead to the value being read. */
    private final Deque<String> path = new ArrayDeque<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The value that {@code text} holds.
     *
     * @throws ProblemException with the place when it holds none
     */
    public static JsonValue parse(Bytes text) {
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.", "").exception();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), decoded)) {
            StrictJson reader = new StrictJson(parser);
            try {
                return reader.whole();
            } catch (StreamConstraintsException e) {
                throw reader.at(malformed(
                                "The body has more levels than 128, or a number of too many digits.", reader.pointer()))
                        .exception();
            } catch (JacksonException e) {
                throw reader.at(malformed("The body is not JSON.", reader.pointer()))
                        .exception();
            }
        }
    }

    private JsonValue whole() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("The body is empty.", "").exception();
        }
        JsonValue value = value(token);
        if (parser.nextToken() != null) {
            throw at(malformed("Something follows the value.", "")).exception();
        }
        return value;
    }

    private JsonValue value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(paired(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(number());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new IllegalStateException("a parser of text gave " + token);
        };
    }

    private JsonObject object() {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = paired(parser.currentName());
            path.addLast(name);
            if (members.containsKey(name)) {
                throw at(malformed("The key occurs twice in its object.", pointer()))
                        .exception();
            }
            members.put(name, value(parser.nextToken()));
            path.removeLast();
        }
        return new JsonObject(members);
    }

    private JsonArray array() {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            path.addLast(Integer.toString(elements.size()));
            elements.add(value(token));
            path.removeLast();
        }
        return new JsonArray(elements);
    }

    private BigDecimal number() {
        BigDecimal number;
        try {
            number = new BigDecimal(parser.getString());
        } catch (NumberFormatException e) {
            throw at(malformed("The number is beyond the range of a double.", pointer()))
                    .exception();
        }
        long exponent = (long) number.precision() - number.scale();
        if (number.signum() != 0
                && (exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX || Double.isInfinite(number.doubleValue()))) {
            throw at(malformed("The number is beyond the range of a double.", pointer()))
                    .exception();
        }
        return number;
    }

    /** A string whose surrogates come in pairs. */
    private String paired(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw at(malformed("The string has half a surrogate pair.", pointer()))
                        .exception();
            }
        }
        return text;
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/').append(Pointer.escape(step)));
        return pointer.toString();
    }

    private Problem at(Problem problem) {
        TokenStreamLocation place = parser.currentLocation();
        boolean known = place.getLineNr() > 0 && place.getColumnNr() > 0;
        return known ? problem.with("line", place.getLineNr()).with("column", place.getColumnNr()) : problem;
    }

    private static Problem malformed(String detail, String pointer) {
        return Problem.of(ProblemType.MALFORMED_JSON, detail).with("pointer", pointer);
    }
}
