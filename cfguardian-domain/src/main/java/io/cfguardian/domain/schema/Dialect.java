package io.cfguardian.domain.schema;

import java.util.Optional;

/** A version of JSON Schema, as named by {@code $schema}. A schema that names none is {@link #DRAFT_07}. */
public enum Dialect {
    /** Draft 4 (2013). */
    DRAFT_04("http://json-schema.org/draft-04/schema", "draft-04"),
    /** Draft 6 (2017). */
    DRAFT_06("http://json-schema.org/draft-06/schema", "draft-06"),
    /** Draft 7 (2018). */
    DRAFT_07("http://json-schema.org/draft-07/schema", "draft-07"),
    /** Draft 2019-09. */
    DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema", "2019-09"),
    /** Draft 2020-12. */
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema", "2020-12");

    private final String uri;
    private final String label;

    Dialect(String uri, String label) {
        this.uri = uri;
        this.label = label;
    }

    /** The meta-schema's URI without a fragment. */
    public String uri() {
        return uri;
    }

    /** The short name: {@code draft-07}, {@code 2020-12}. */
    public String label() {
        return label;
    }

    /** The dialect that a {@code $schema} of {@code uri} names; an empty fragment and either of http and https are accepted. */
    public static Optional<Dialect> parse(String uri) {
        String bare = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
        String path = withoutScheme(bare);
        if (path.equals(bare)) {
            return Optional.empty();
        }
        for (Dialect dialect : values()) {
            if (withoutScheme(dialect.uri).equals(path)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    private static String withoutScheme(String uri) {
        if (uri.startsWith("https:")) {
            return uri.substring("https:".length());
        }
        return uri.startsWith("http:") ? uri.substring("http:".length()) : uri;
    }

    @Override
    public String toString() {
        return label;
    }
}
