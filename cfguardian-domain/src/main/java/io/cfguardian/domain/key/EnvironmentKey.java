package io.cfguardian.domain.key;

/**
 * The name of an environment, unique in its project.
 *
 * @param value matches {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}
 */
public record EnvironmentKey(String value) implements Comparable<EnvironmentKey> {

    /** @throws InvalidKey when {@code value} does not match the grammar of keys */
    public EnvironmentKey {
        KeyGrammar.check("environment", value);
    }

    @Override
    public int compareTo(EnvironmentKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
