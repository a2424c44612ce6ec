package io.cfguardian.testkit.generate;

import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Expectation.At;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.generate.Pick.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Commands of every kind; what they say of the state is true as a rule and wrong now and then. */
final class RandomCommands {

    private static final List<String> DESCRIPTIONS = List.of("", "one", "two");

    private final SplittableRandom random;
    private final Pick pick;
    private final RandomKeys keys;
    private final RandomDocuments documents;
    private final State state;

    RandomCommands(SplittableRandom random, State state) {
        this.random = random;
        this.pick = new Pick(random);
        this.keys = new RandomKeys(random);
        this.documents = new RandomDocuments(random);
        this.state = state;
    }

    Command next() {
        ProjectKey project = keys.project();
        Optional<Project> known = state.project(project);
        if (known.isEmpty() && pick.chance(60)) {
            return new CreateProject(project, description());
        }
        if (known.filter(p -> p.environments() == 0).isPresent() && pick.chance(40)) {
            return new CreateEnvironment(keys.environment(project), description(), demand());
        }
        return pick.weighted(List.of(
                new Choice<Command>(3, () -> new CreateProject(project, description())),
                new Choice<>(2, () -> new UpdateProject(project, description())),
                new Choice<>(1, () -> new DeleteProject(project)),
                new Choice<>(6, () -> new CreateEnvironment(keys.environment(project), description(), demand())),
                new Choice<>(
                        3,
                        () -> new UpdateEnvironment(
                                keys.environment(project),
                                pick.chance(50) ? description() : null,
                                pick.chance(50) ? demand() : null)),
                new Choice<>(3, () -> new DeleteEnvironment(keys.environment(project))),
                new Choice<>(80, () -> changeDocuments(project))));
    }

    private Command changeDocuments(ProjectKey project) {
        List<Operation> operations = new ArrayList<>();
        int wanted = pick.chance(60) ? 1 : 1 + random.nextInt(5);
        while (operations.size() < wanted) {
            Operation operation = operation(project, operations);
            boolean again = operations.stream().anyMatch(before -> before.id().equals(operation.id()));
            if (!again || pick.chance(10)) {
                operations.add(operation);
            }
        }
        List<Precondition> preconditions = new ArrayList<>();
        if (pick.chance(10)) {
            DocumentId id = document(project);
            preconditions.add(new Precondition(id, expectation(id)));
        }
        List<Premise> premises = new ArrayList<>();
        for (Operation operation : operations) {
            premise(operation.id(), premises);
        }
        return new ChangeDocuments(project, preconditions, premises, operations);
    }

    private Operation operation(ProjectKey project, List<Operation> before) {
        ConfigId config = keys.config(owner(project));
        return pick.weighted(List.of(
                new Choice<Operation>(20, () -> {
                    SchemaId id = keys.schema(owner(project));
                    return new PutSchema(id, expectation(id), pick.of(List.of(Dialect.values())), documents.document());
                }),
                new Choice<>(
                        60,
                        () -> new PutConfig(
                                config, expectation(config), documents.document(), schema(project, before))),
                new Choice<>(20, () -> new DeleteConfig(config, expectation(config)))));
    }

    /** A schema's version that is current when the operations before have run, as a rule. */
    private @Nullable SchemaRef schema(ProjectKey project, List<Operation> before) {
        SchemaId id = keys.schema(project);
        Version newest = newest(id);
        if (pick.chance(30) || (newest == null && pick.chance(90))) {
            return null;
        }
        long current = newest == null ? 0 : newest.value();
        boolean put = before.stream().anyMatch(operation -> operation.id().equals(id));
        long named = put && pick.chance(80) ? current + 1 : current;
        if (pick.chance(8)) {
            named += random.nextInt(-1, 2);
        }
        return new SchemaRef(id.key(), new Version(Math.max(1, named)));
    }

    private void premise(DocumentId id, List<Premise> premises) {
        boolean wrong = pick.chance(4);
        if (pick.chance(40)) {
            premises.add(new NewestVersion(id, wrong ? version() : newest(id)));
        }
        if (id instanceof ConfigId config && pick.chance(20)) {
            SchemaKey named = state.config(config)
                    .map(ConfigVersion::content)
                    .filter(Live.class::isInstance)
                    .map(content -> ((Live) content).schema())
                    .map(SchemaRef::key)
                    .orElse(null);
            premises.add(new SchemaOf(config, wrong ? pick.of(RandomKeys.SCHEMAS) : named));
        }
    }

    private Expectation expectation(DocumentId id) {
        Version newest = newest(id);
        return pick.weighted(List.of(
                new Choice<Expectation>(50, () -> Expectation.Simple.ANY),
                new Choice<>(30, () -> newest == null ? Expectation.Simple.ABSENT : new At(newest)),
                new Choice<>(5, () -> new At(version())),
                new Choice<>(7, () -> Expectation.Simple.ABSENT),
                new Choice<>(8, () -> Expectation.Simple.PRESENT)));
    }

    private DocumentId document(ProjectKey project) {
        return pick.chance(50) ? keys.schema(owner(project)) : keys.config(owner(project));
    }

    /** The project, or another one now and then, which is a mistake. */
    private ProjectKey owner(ProjectKey project) {
        return pick.chance(1) ? keys.project() : project;
    }

    private @Nullable Version newest(DocumentId id) {
        return switch (id) {
            case SchemaId schema ->
                state.schema(schema).map(SchemaVersion::version).orElse(null);
            case ConfigId config ->
                state.config(config).map(ConfigVersion::version).orElse(null);
        };
    }

    private Version version() {
        return new Version(random.nextInt(1, 6));
    }

    private String description() {
        return pick.of(DESCRIPTIONS);
    }

    private SchemaDemand demand() {
        return pick.chance(30) ? SchemaDemand.REQUIRED : SchemaDemand.OPTIONAL;
    }
}
