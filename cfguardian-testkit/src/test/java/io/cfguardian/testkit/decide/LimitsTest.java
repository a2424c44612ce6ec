package io.cfguardian.testkit.decide;

import static io.cfguardian.testkit.example.Examples.config;
import static io.cfguardian.testkit.example.Examples.environment;
import static io.cfguardian.testkit.example.Examples.json;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.schema;
import static io.cfguardian.testkit.example.Examples.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue.JsonNull;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.SequenceWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last that is accepted and the first that is not, on a state that says that it holds so many. */
final class LimitsTest {

    private final Desk desk = new Desk();

    @Test
    void tenThousandProjects() {
        Head head = Head.EMPTY;
        desk.state.head(new Head(
                head.revision(),
                head.chainHash(),
                head.time(),
                new Head.Counts(9_999, 0, 0),
                SequenceWindow.EMPTY,
                SequenceWindow.EMPTY,
                SequenceWindow.EMPTY));

        assertThat(desk.ask(new CreateProject(project("last"), ""))).contains("created");
        assertThat(desk.ask(new CreateProject(project("more"), ""))).endsWith("limit reached projects");
        assertThat(desk.ask(new CreateProject(project("last"), ""))).endsWith("already exists project last");
        assertThat(desk.ask(new DeleteProject(project("last")))).contains("deleted");
        assertThat(desk.ask(new CreateProject(project("more"), ""))).contains("created");
    }

    @Test
    void twoHundredEnvironmentsInAProject() {
        desk.state.put(aProject(199, 0));

        assertThat(desk.ask(create("shop/last"))).contains("created");
        assertThat(desk.ask(create("shop/more"))).endsWith("limit reached environments per project");
        assertThat(desk.ask(create("shop/last"))).endsWith("already exists environment shop/last");
    }

    @Test
    void tenThousandSchemasInAProject() {
        desk.state.put(aProject(0, 9_999));

        assertThat(desk.ask(transaction(put("shop/last"), put("shop/more"))))
                .endsWith("limit reached schemas per project");
        assertThat(desk.ask(transaction(put("shop/last")))).contains("created");
        assertThat(desk.ask(transaction(put("shop/more")))).endsWith("limit reached schemas per project");
        assertThat(desk.ask(transaction(
                        new PutSchema(schema("shop/last"), Expectation.Simple.ANY, Dialect.DRAFT_07, json("other")))))
                .contains("v2 changed");
    }

    @Test
    void aMillionLiveConfigsInAnEnvironment() {
        desk.state.put(aProject(1, 0));
        desk.state.put(
                new Environment(environment("shop/prod"), "", SchemaDemand.OPTIONAL, stamp(1), revision(1), 999_999));

        assertThat(desk.ask(transaction(putConfig("a", "x"), putConfig("b", "x"))))
                .endsWith("limit reached configs per environment");
        assertThat(desk.ask(transaction(putConfig("a", "x")))).contains("created");
        assertThat(desk.ask(transaction(putConfig("b", "x")))).endsWith("limit reached configs per environment");
        assertThat(desk.ask(transaction(putConfig("a", "y")))).contains("changed");
        assertThat(desk.ask(transaction(
                        new DeleteConfig(config("shop/prod/a"), Expectation.Simple.ANY), putConfig("b", "x"))))
                .contains("deleted", "created");
        assertThat(desk.ask(transaction(putConfig("c", "x")))).endsWith("limit reached configs per environment");
    }

    @Test
    void eightMebibytesOfDocumentsInATransaction() {
        desk.state.put(aProject(1, 0));
        desk.state.put(new Environment(environment("shop/prod"), "", SchemaDemand.OPTIONAL, stamp(1), revision(1), 0));
        List<Operation> full = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Bytes text = Bytes.of(new byte[1 << 20]);
            full.add(new PutConfig(
                    config("shop/prod/c" + i),
                    Expectation.Simple.ANY,
                    Document.of(MediaType.JSON, text, JsonNull.NULL),
                    null));
        }
        List<Operation> tooMuch = new ArrayList<>(full);
        tooMuch.add(new PutSchema(
                schema("shop/s"),
                Expectation.Simple.ANY,
                Dialect.DRAFT_07,
                Document.of(MediaType.JSON, Bytes.utf8("1"), JsonNull.NULL)));

        assertThat(desk.ask(transaction(tooMuch.toArray(Operation[]::new))))
                .endsWith("limit reached document bytes per transaction");
        assertThat(desk.ask(transaction(full.toArray(Operation[]::new)))).startsWith("committed");
    }

    private static Project aProject(long environments, long schemas) {
        return new Project(project("shop"), "", stamp(1), revision(1), environments, schemas, null);
    }

    private static CreateEnvironment create(String path) {
        return new CreateEnvironment(environment(path), "", SchemaDemand.OPTIONAL);
    }

    private static ChangeDocuments transaction(Operation... operations) {
        return new ChangeDocuments(project("shop"), List.of(), List.of(), List.of(operations));
    }

    private static PutSchema put(String path) {
        return new PutSchema(schema(path), Expectation.Simple.ANY, Dialect.DRAFT_07, json("schema"));
    }

    private static PutConfig putConfig(String key, String text) {
        return new PutConfig(config("shop/prod/" + key), Expectation.Simple.ANY, json(text), null);
    }
}
