package io.cfguardian.app.search;

/** What {@link JsonPath#parse} made of a text. */
public sealed interface JsonPathResult {

    /** The text is a query. */
    record ParsedJsonPath(JsonPath path) implements JsonPathResult {}

    /**
     * The text is no query, or none that is supported.
     *
     * @param reason a sentence for people, without the beginning capital and the full stop; it may quote a character or
     *     the name of a function
     * @param position of the first character that cannot stand there: UTF-16 code units from 1, one more than the text has
     *     when something is missing at its end
     */
    record InvalidJsonPath(String reason, int position) implements JsonPathResult {}
}
