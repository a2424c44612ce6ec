package io.cfguardian.domain.key;

/** A principal's place in a project. */
public record MemberId(ProjectKey project, Principal principal) implements Subject {

    @Override
    public String toString() {
        return project + "/" + principal;
    }
}
