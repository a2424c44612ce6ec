package io.cfguardian.domain.document;

import java.util.Optional;

/** The two notations a document's text can be written in. */
public enum MediaType {
    /** RFC 8259. */
    JSON("application/json"),
    /** YAML 1.2, RFC 9512. */
    YAML("application/yaml");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    /** The type and subtype, without parameters: {@code application/json}. */
    public String text() {
        return text;
    }

    /** The media type whose {@link #text} this is; exactly, in lower case. */
    public static Optional<MediaType> parse(String text) {
        for (MediaType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
