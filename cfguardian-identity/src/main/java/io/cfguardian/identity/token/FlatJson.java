package io.cfguardian.identity.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object without objects or arrays in it, no name twice, nothing behind it: the strings and the whole numbers in
 * it. Other scalars are skipped, so that a claim of another type is as good as none. Immutable once read.
 */
final class FlatJson {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    private FlatJson() {}

    static FlatJson read(byte[] json) throws MalformedToken {
        // Given bytes, a parser guesses at their encoding.
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedToken("not UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            FlatJson object = new FlatJson();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedToken("no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                object.member(parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedToken("something behind the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new MalformedToken("no JSON");
        }
    }

    private void member(JsonParser parser) throws MalformedToken {
        String name = parser.currentName();
        if (!names.add(name)) {
            throw new MalformedToken("a name occurs twice");
        }
        JsonToken value = parser.nextToken();
        if (value.isStructStart()) {
            throw new MalformedToken("nested JSON");
        }
        if (value == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getString());
        } else if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
            numbers.put(name, parser.getLongValue());
        }
    }

    Set<String> names() {
        return names;
    }

    @Nullable
    String text(String name) {
        return texts.get(name);
    }

    @Nullable
    Long number(String name) {
        return numbers.get(name);
    }
}
