package io.cfguardian.domain.key;

/** A service token of a project. */
public record ServiceTokenId(ProjectKey project, TokenKey key) implements Subject {

    /** The name under which its holder acts. */
    public Principal principal() {
        return new Principal("token:" + project.value() + "/" + key.value());
    }

    @Override
    public String toString() {
        return project + "/" + key;
    }
}
