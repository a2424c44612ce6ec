package io.cfguardian.document.schema;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON Pointers (RFC 6901) over values. */
final class Pointers {

    private Pointers() {}

    static String child(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, int index) {
        return pointer + '/' + index;
    }

    /** The unescaped tokens of {@code pointer}, which is empty or begins with a slash. */
    static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String token : pointer.substring(1).split("/", -1)) {
                tokens.add(token.replace("~1", "/").replace("~0", "~"));
            }
        }
        return tokens;
    }

    /** What {@code value} holds under {@code token}. */
    static Optional<JsonValue> step(JsonValue value, String token) {
        return switch (value) {
            case JsonObject object -> Optional.ofNullable(object.members().get(token));
            case JsonArray array -> element(array, token);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonValue> element(JsonArray array, String token) {
        if (!token.matches("0|[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(token);
        return index < array.elements().size() ? Optional.of(array.elements().get(index)) : Optional.empty();
    }
}
