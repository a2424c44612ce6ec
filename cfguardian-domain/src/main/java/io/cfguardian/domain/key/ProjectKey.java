package io.cfguardian.domain.key;

/**
 * The name of a project, unique in the cluster.
 *
 * @param value matches {@code [a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?}
 */
public record ProjectKey(String value) implements Subject, Comparable<ProjectKey> {

    /** @throws InvalidKey when {@code value} does not match the grammar of keys */
    public ProjectKey {
        KeyGrammar.check("project", value);
    }

    @Override
    public int compareTo(ProjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
