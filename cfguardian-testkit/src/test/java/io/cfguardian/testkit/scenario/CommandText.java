package io.cfguardian.testkit.scenario;

import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.version;
import static io.cfguardian.testkit.example.Examples.yaml;

import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteEnvironment;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.Premise.SchemaOf;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.testkit.example.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands:
 *
 * <pre>
 * create project P [TEXT]            update project P TEXT            delete project P
 * create environment P/E [DEMAND]    update environment P/E [DEMAND]  delete environment P/E
 * put schema P/S TEXT [if X]         put config P/E/C TEXT [under S@N] [if X]
 * delete config P/E/C [if X]
 * transaction P, and on lines that begin with "+": the three before, and
 *   when schema|config ID X          premise schema|config ID is X    premise config ID under S|none
 * </pre>
 *
 * DEMAND is optional or required; X is any, absent, present, none or v1; TEXT is one word, a YAML document when it begins
 * with yaml:.
 */
final class CommandText {

    private CommandText() {}

    static Command parse(String line, List<String> more) {
        Words words = new Words(line);
        String verb = words.next();
        if (verb.equals("transaction")) {
            return transaction(words.next(), more);
        }
        String kind = words.next();
        return switch (verb + " " + kind) {
            case "create project" ->
                new CreateProject(project(words.next()), words.more().orElse(""));
            case "update project" -> new UpdateProject(project(words.next()), words.next());
            case "delete project" -> new DeleteProject(project(words.next()));
            case "create environment" ->
                new CreateEnvironment(
                        environment(words.next()),
                        "",
                        words.more().map(CommandText::demand).orElse(SchemaDemand.OPTIONAL));
            case "update environment" ->
                new UpdateEnvironment(
                        environment(words.next()),
                        null,
                        words.more().map(CommandText::demand).orElse(null));
            case "delete environment" -> new DeleteEnvironment(environment(words.next()));
            default -> {
                Operation operation = operation(new Words(line));
                yield ChangeDocuments.one(operation.id().project(), List.of(), operation);
            }
        };
    }

    private static ChangeDocuments transaction(String project, List<String> lines) {
        List<Precondition> preconditions = new ArrayList<>();
        List<Premise> premises = new ArrayList<>();
        List<Operation> operations = new ArrayList<>();
        for (String line : lines) {
            Words words = new Words(line);
            switch (words.next()) {
                case "when" -> preconditions.add(new Precondition(id(words), expectation(words.next())));
                case "premise" -> premises.add(premise(id(words), words));
                default -> operations.add(operation(new Words(line)));
            }
        }
        return new ChangeDocuments(project(project), preconditions, premises, operations);
    }

    private static Operation operation(Words words) {
        Operation operation = switch (words.next() + " " + words.next()) {
            case "put schema" ->
                new PutSchema(schema(words.next()), Expectation.Simple.ANY, Dialect.DRAFT_07, document(words.next()));
            case "put config" ->
                new PutConfig(
                        config(words.next()),
                        Expectation.Simple.ANY,
                        document(words.next()),
                        words.after("under").map(Examples::schemaRef).orElse(null));
            case "delete config" -> new DeleteConfig(config(words.next()), Expectation.Simple.ANY);
            case String other -> throw new IllegalArgumentException("no such command: " + other);
        };
        Expectation expectation =
                words.after("if").map(CommandText::expectation).orElse(Expectation.Simple.ANY);
        words.end();
        return switch (operation) {
            case PutSchema put -> new PutSchema(put.id(), expectation, put.dialect(), put.document());
            case PutConfig put -> new PutConfig(put.id(), expectation, put.document(), put.schema());
            case DeleteConfig delete -> new DeleteConfig(delete.id(), expectation);
        };
    }

    private static DocumentId id(Words words) {
        return words.next().equals("schema") ? schema(words.next()) : config(words.next());
    }

    private static Premise premise(DocumentId id, Words words) {
        if (words.next().equals("is")) {
            return new NewestVersion(id, versionOrNone(words.next()));
        }
        String key = words.next();
        return new SchemaOf(config(id.toString()), key.equals("none") ? null : new SchemaKey(key));
    }

    private static Expectation expectation(String word) {
        return word.startsWith("v")
                ? new Expectation.At(version(Long.parseLong(word.substring(1))))
                : Expectation.Simple.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Version versionOrNone(String word) {
        return word.equals("none") ? null : version(Long.parseLong(word.substring(1)));
    }

    private static SchemaDemand demand(String word) {
        return SchemaDemand.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Document document(String word) {
        return word.startsWith("yaml:") ? yaml(word.substring("yaml:".length())) : json(word);
    }
}
