package io.cfguardian.domain.command;

import io.cfguardian.domain.bytes.Unicode;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.SchemaDemand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants done. The family is closed: decider, codec and authoriser each handle every kind or do not
 * compile. A command carries all that deciding needs; nothing in it is looked up later.
 */
public sealed interface Command
        permits Command.CreateProject,
                Command.UpdateProject,
                Command.DeleteProject,
                Command.CreateEnvironment,
                Command.UpdateEnvironment,
                Command.DeleteEnvironment,
                Command.ChangeDocuments,
                IdentityCommand,
                ClusterCommand {

    /** Makes a project. */
    record CreateProject(ProjectKey project, String description) implements Command {
        public CreateProject {
            checkDescription(description);
        }
    }

    /** Gives a project another description. */
    record UpdateProject(ProjectKey project, String description) implements Command {
        public UpdateProject {
            checkDescription(description);
        }
    }

    /** Removes a project that has no environment. Its key is not given again. */
    record DeleteProject(ProjectKey project) implements Command {}

    /** Makes an environment in a project. */
    record CreateEnvironment(EnvironmentId id, String description, SchemaDemand schemas) implements Command {
        public CreateEnvironment {
            checkDescription(description);
        }

        /** The project it belongs to. */
        public ProjectKey project() {
            return id.project();
        }
    }

    /** Changes an environment; what is null stays. */
    record UpdateEnvironment(
            EnvironmentId id,
            @Nullable String description,
            @Nullable SchemaDemand schemas) implements Command {
        public UpdateEnvironment {
            if (description != null) {
                checkDescription(description);
            }
        }

        /** The project it belongs to. */
        public ProjectKey project() {
            return id.project();
        }
    }

    /** Removes an environment that has no live config. Made again, its configs' versions go on counting. */
    record DeleteEnvironment(EnvironmentId id) implements Command {
        /** The project it belongs to. */
        public ProjectKey project() {
            return id.project();
        }
    }

    /**
     * Changes schemas and configs of one project: all of it in one commit, or nothing.
     *
     * @param project the project
     * @param preconditions what the caller demands of the state before; at most {@link Limit#OPERATIONS_PER_TRANSACTION}
     * @param premises what the use case read while it prepared the command, and must still hold
     * @param operations 1 to {@link Limit#OPERATIONS_PER_TRANSACTION}, each seeing the ones before it, no document twice
     */
    record ChangeDocuments(
            ProjectKey project, List<Precondition> preconditions, List<Premise> premises, List<Operation> operations)
            implements Command {
        public ChangeDocuments {
            preconditions = List.copyOf(preconditions);
            premises = List.copyOf(premises);
            operations = List.copyOf(operations);
            long max = Limit.OPERATIONS_PER_TRANSACTION.max();
            if (operations.isEmpty()
                    || operations.size() > max
                    || preconditions.size() > max
                    || premises.size() > max) {
                throw new IllegalArgumentException(
                        "1 to " + max + " operations and at most that many preconditions, got " + operations.size()
                                + " and " + preconditions.size());
            }
        }

        /** A command of one operation without preconditions of its own. */
        public static ChangeDocuments one(ProjectKey project, List<Premise> premises, Operation operation) {
            return new ChangeDocuments(project, List.of(), premises, List.of(operation));
        }
    }

    private static void checkDescription(String description) {
        if (description.length() > Limit.DESCRIPTION_CHARS.max()) {
            throw new IllegalArgumentException("a description has at most " + Limit.DESCRIPTION_CHARS.max()
                    + " characters, got " + description.length());
        }
        if (!Unicode.isWellFormed(description)) {
            throw new IllegalArgumentException("a description has no half of a surrogate pair");
        }
    }
}
