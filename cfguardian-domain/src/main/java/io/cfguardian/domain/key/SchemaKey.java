package io.cfguardian.domain.key;

/**
 * The name of a schema, unique in its project.
 *
 * @param value matches {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}
 */
public record SchemaKey(String value) implements Comparable<SchemaKey> {

    /** @throws InvalidKey when {@code value} does not match the grammar of keys */
    public SchemaKey {
        KeyGrammar.check("schema", value);
    }

    @Override
    public int compareTo(SchemaKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
