package io.cfguardian.http.problem;

import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonArray;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One error as the client sees it (RFC 9457). The path, the request id and the trace id are added when it is written.
 *
 * @param type its kind
 * @param status the HTTP status
 * @param detail what is wrong and what was expected; never a value of a document, never an exception's text
 * @param members what this type adds, in order
 * @param headers what goes into the answer's head with it
 */
public record Problem(
        ProblemType type,
        int status,
        String detail,
        SequencedMap<String, JsonValue> members,
        SequencedMap<String, String> headers) {

    public Problem {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /** A problem without members of its own. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, type.status(), detail, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** The problem of a key that does not match the grammar. */
    public static Problem invalidName(String kind, String name) {
        return invalidName(
                kind,
                name,
                ("%s %s key has 1 to 128 of a-z, 0-9, dot, underscore and hyphen, and begins and ends with a letter or"
                                + " digit.")
                        .formatted(kind.equals("environment") ? "An" : "A", kind));
    }

    /** The problem of a user's or service token's name that does not match the grammar. */
    public static Problem invalidName(String kind, int charsMax, String name) {
        return invalidName(
                kind,
                name,
                ("A %s's name has 1 to %d of a-z, 0-9, dot, underscore and hyphen, and begins and ends with a letter or"
                                + " digit.")
                        .formatted(kind, charsMax));
    }

    /** The problem of a member's name that is none. */
    public static Problem invalidMember(String name) {
        return invalidName(
                "member", name, "A member is user: and a user's id, or token: and a key of the project's tokens.");
    }

    private static Problem invalidName(String kind, String name, String detail) {
        String clean = name.replaceAll("\\p{C}", "\uFFFD");
        return Problem.of(ProblemType.INVALID_NAME, detail)
                .with("kind", kind)
                .with("name", clean.length() > 256 ? clean.substring(0, 256) : clean);
    }

    /** This problem with one member more, or another value of it. */
    public Problem with(String member, JsonValue value) {
        SequencedMap<String, JsonValue> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, status, detail, more, headers);
    }

    /** This problem with one member more. */
    public Problem with(String member, String value) {
        return with(member, new JsonString(value));
    }

    /** This problem with one member more. */
    public Problem with(String member, long value) {
        return with(member, new JsonNumber(BigDecimal.valueOf(value)));
    }

    /** This problem with one member more. */
    public Problem with(String member, List<String> values) {
        return with(
                member,
                new JsonArray(values.stream().<JsonValue>map(JsonString::new).toList()));
    }

    /** This problem without a member. */
    public Problem without(String member) {
        SequencedMap<String, JsonValue> less = new LinkedHashMap<>(members);
        less.remove(member);
        return new Problem(type, status, detail, less, headers);
    }

    /** This problem with one header more. */
    public Problem header(String name, String value) {
        SequencedMap<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, status, detail, members, more);
    }

    /** This problem with the advice to try again after some seconds, in head and body. */
    public Problem retryAfter(int seconds) {
        return with("retryAfterSeconds", seconds).header("Retry-After", Integer.toString(seconds));
    }

    /** This problem under another status of its type. */
    public Problem under(int other) {
        return new Problem(type, other, detail, members, headers);
    }

    /** To be thrown where a value cannot be returned. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
