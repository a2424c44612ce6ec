package io.cfguardian.app.search;

import io.cfguardian.app.search.JsonPathResult.InvalidJsonPath;
import io.cfguardian.app.search.JsonPathResult.ParsedJsonPath;
import io.cfguardian.domain.document.JsonValue;
import java.util.List;

/**
 * A JSONPath query (RFC 9535) that is asked one thing: whether a document has a match. It is a list of {@link Segment}s,
 * which another module may read to narrow down the documents to ask. Function extensions are not supported. Numbers
 * compare as the exact decimals that they are, strings by their Unicode scalar values.
 *
 * <p>Made by {@link #parse} alone, so that each one keeps the limits below; together with those of documents they bound
 * every recursion. Immutable.
 */
public final class JsonPath {

    /** UTF-16 code units of the text. */
    public static final int CHARS_MAX = 1_024;

    /** Of the query and of all queries inside its filters. */
    public static final int SEGMENTS_MAX = 32;

    /** Filters and parentheses inside each other. */
    public static final int LEVELS_MAX = 8;

    private final String text;
    private final Query query;

    private JsonPath(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /**
     * Reads the text of a query, which begins with {@code $}. Besides what RFC 9535 refuses, it refuses function
     * extensions, what is beyond the limits of this class, and a number that a double would turn into zero or infinity.
     * It is lenient in one thing: blanks inside the brackets of a query that is compared.
     */
    public static JsonPathResult parse(String text) {
        try {
            return new ParsedJsonPath(new JsonPath(text, QueryReader.read(text)));
        } catch (UnreadablePath e) {
            return new InvalidJsonPath(e.reason(), e.position());
        }
    }

    /** The text it was parsed from. */
    public String text() {
        return text;
    }

    /** What it selects, step by step from the root; empty for the root itself. */
    public List<Segment> segments() {
        return query.segments();
    }

    /**
     * Whether it selects at least one node of {@code document}. Stops at the first.
     *
     * @param document at most 128 levels deep, as every parsed document is
     * @param steps pays for the work; it may be shared by many calls, one after the other
     */
    public Match match(JsonValue document, Steps steps) {
        try {
            return new Evaluation(document, steps).selectsAny(query, document) ? Match.FOUND : Match.NOT_FOUND;
        } catch (StepsUsedUp e) {
            return Match.STEPS_USED_UP;
        }
    }

    /** Equal when the text is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JsonPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Without the text, which may hold values of a config. */
    @Override
    public String toString() {
        return "a JSONPath of " + text.length() + " characters";
    }
}
