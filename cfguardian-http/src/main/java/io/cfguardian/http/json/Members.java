package io.cfguardian.http.json;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of one object of a request, read strictly: an unknown, missing or wrongly typed one is a problem that
 * names its place. Immutable.
 */
public final class Members {

    private final Map<String, JsonValue> members;
    private final String pointer;

    private Members(Map<String, JsonValue> members, String pointer) {
        this.members = members;
        this.pointer = pointer;
    }

    /**
     * Reads {@code value} as an object.
     *
     * @param pointer where it is in the body
     * @param known the names that it may have
     * @throws ProblemException when it is no object or has another name
     */
    public static Members of(JsonValue value, String pointer, Set<String> known) {
        if (!(value instanceof JsonObject(var members))) {
            throw invalid("An object belongs here.", pointer);
        }
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw invalid("The operation knows no such member.", pointer + "/" + Pointer.escape(name));
            }
        }
        return new Members(members, pointer);
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether the member is there and null. */
    public boolean isNull(String name) {
        return members.get(name) == JsonNull.NULL;
    }

    /** The place of this object in the body. */
    public String pointer() {
        return pointer;
    }

    /** The place of a member in the body. */
    public String place(String name) {
        return pointer + "/" + Pointer.escape(name);
    }

    /** A member of any type that must be there. */
    public JsonValue value(String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw invalid(name + " is missing.", pointer);
        }
        return value;
    }

    /** A string that must be there. */
    public String text(String name) {
        if (value(name) instanceof JsonString(String text)) {
            return text;
        }
        throw invalid(name + " is a string.", place(name));
    }

    /** A string of at most {@code charsMax} characters that must be there. */
    public String text(String name, long charsMax) {
        value(name);
        return optionalText(name, charsMax).orElseThrow();
    }

    /** A string of at most {@code charsMax} characters that may be left out. */
    public Optional<String> optionalText(String name, long charsMax) {
        if (!has(name)) {
            return Optional.empty();
        }
        String text = text(name);
        if (text.length() > charsMax) {
            throw invalid("%s has at most %d characters.".formatted(name, charsMax), place(name));
        }
        return Optional.of(text);
    }

    /** The same without control characters: what fits into one line. */
    public Optional<String> optionalLine(String name, long charsMax) {
        Optional<String> text = optionalText(name, charsMax);
        if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
            throw invalid(name + " has no control characters.", place(name));
        }
        return text;
    }

    /** True or false, or left out. */
    public Optional<Boolean> optionalFlag(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (value(name) instanceof JsonBoolean(boolean bool)) {
            return Optional.of(bool);
        }
        throw invalid(name + " is true or false.", place(name));
    }

    /** One of several words. */
    public <T> T word(String name, Map<String, T> words) {
        T meaning = words.get(text(name));
        if (meaning == null) {
            throw invalid("%s is one of %s.".formatted(name, String.join(", ", words.keySet())), place(name));
        }
        return meaning;
    }

    /** A whole number from 1 that must be there. */
    public long count(String name) {
        if (value(name) instanceof JsonNumber(BigDecimal number) && isCount(number)) {
            return number.longValueExact();
        }
        throw invalid(name + " is a whole number from 1.", place(name));
    }

    /** Numbers are stored without trailing zeros, so that a whole one has no scale. */
    private static boolean isCount(BigDecimal number) {
        return number.signum() > 0 && number.scale() <= 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** A member that must be there and true. */
    public void requireTrue(String name) {
        if (!(value(name) instanceof JsonBoolean(boolean bool) && bool)) {
            throw invalid(name + " is true.", place(name));
        }
    }

    /** An object that must be there. */
    public Members object(String name, Set<String> known) {
        return of(value(name), place(name), known);
    }

    /** An object of at most {@code max} members, whose names the client chooses; without any when it is left out. */
    public Members map(String name, long max) {
        if (!has(name)) {
            return new Members(Map.of(), place(name));
        }
        if (!(value(name) instanceof JsonObject(var entries))) {
            throw invalid(name + " is an object.", place(name));
        }
        if (entries.size() > max) {
            throw invalid("%s has at most %d members.".formatted(name, max), place(name));
        }
        return new Members(entries, place(name));
    }

    /** The names of the members, in the order of the body. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** An array of at most {@code max} elements that may be left out. */
    public List<Element> elements(String name, long max) {
        if (!has(name)) {
            return List.of();
        }
        if (!(value(name) instanceof JsonArray(var elements))) {
            throw invalid(name + " is an array.", place(name));
        }
        if (elements.size() > max) {
            throw invalid("%s has at most %d elements.".formatted(name, max), place(name));
        }
        List<Element> result = new ArrayList<>();
        for (JsonValue element : elements) {
            result.add(new Element(element, place(name) + "/" + result.size()));
        }
        return result;
    }

    /** One element of an array and its place. */
    public record Element(JsonValue value, String pointer) {}

    /**
     * A key that must be there.
     *
     * @param kind what it names: project, environment, schema or config
     */
    public <K> K key(String name, String kind, Function<String, K> parse) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (InvalidKey e) {
            throw Problem.invalidName(kind, text).with("pointer", place(name)).exception();
        }
    }

    /** A body that is JSON but not what the operation takes. */
    public static ProblemException invalid(String detail, String pointer) {
        return Problem.of(ProblemType.INVALID_BODY, detail)
                .with("pointer", pointer)
                .exception();
    }
}
