package io.cfguardian.domain.key;

/**
 * The name of a config, unique in its environment.
 *
 * @param value matches {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}
 */
public record ConfigKey(String value) implements Comparable<ConfigKey> {

    /** @throws InvalidKey when {@code value} does not match the grammar of keys */
    public ConfigKey {
        KeyGrammar.check("config", value);
    }

    @Override
    public int compareTo(ConfigKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
