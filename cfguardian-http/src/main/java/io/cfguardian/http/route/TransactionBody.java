package io.cfguardian.http.route;

import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.app.document.DocumentWriter;
import io.cfguardian.app.transaction.Draft;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.Members.Element;
import io.cfguardian.http.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A transaction as it was sent. */
record TransactionBody(List<Precondition> preconditions, List<Draft> operations) {

    private static final String VERSION = "version";
    private static final String ABSENT = "absent";
    private static final String SCHEMA = "schema";
    private static final String IF_VERSION = "ifVersion";

    private static final Map<String, MediaType> NOTATIONS =
            Map.of(MediaType.JSON.text(), MediaType.JSON, MediaType.YAML.text(), MediaType.YAML);

    TransactionBody {
        preconditions = List.copyOf(preconditions);
        operations = List.copyOf(operations);
    }

    /**
     * Reads the body of a transaction of {@code project}.
     *
     * @param writer makes texts of the values that were sent as such
     */
    static TransactionBody parse(ProjectKey project, Bytes text, DocumentWriter writer) {
        Members body = Members.of(StrictJson.parse(text), "", Set.of("preconditions", "operations"));
        long max = Limit.OPERATIONS_PER_TRANSACTION.max();
        body.value("operations");
        List<Element> operations = body.elements("operations", max);
        if (operations.isEmpty()) {
            throw Members.invalid("A transaction has at least one operation.", "/operations");
        }
        return new TransactionBody(
                body.elements("preconditions", max).stream()
                        .map(element -> precondition(project, element))
                        .toList(),
                operations.stream()
                        .map(element -> operation(project, element, writer))
                        .toList());
    }

    private static Precondition precondition(ProjectKey project, Element element) {
        Members members = Members.of(element.value(), element.pointer(), Set.of("config", SCHEMA, VERSION, ABSENT));
        if (members.has("config") == members.has(SCHEMA)) {
            throw Members.invalid("A precondition has one of config and schema.", element.pointer());
        }
        if (members.has(VERSION) == members.has(ABSENT)) {
            throw Members.invalid("A precondition has one of version and absent.", element.pointer());
        }
        DocumentId id = members.has("config")
                ? config(project, members.object("config", Set.of("environment", "key")))
                : schema(project, members.object(SCHEMA, Set.of("key")));
        if (members.has(VERSION)) {
            return new Precondition(id, new Expectation.At(new Version(members.count(VERSION))));
        }
        members.requireTrue(ABSENT);
        return new Precondition(id, Expectation.Simple.ABSENT);
    }

    private static Draft operation(ProjectKey project, Element element, DocumentWriter writer) {
        String op = element.value() instanceof JsonObject(var members)
                        && members.get("op") instanceof JsonString(String text)
                ? text
                : "";
        return switch (op) {
            case "putSchema" -> putSchema(project, element, writer);
            case "putConfig" -> putConfig(project, element, writer);
            case "deleteConfig" -> {
                Members members =
                        Members.of(element.value(), element.pointer(), Set.of("op", "environment", "key", IF_VERSION));
                yield new Draft.DeleteConfig(config(project, members), expectation(members));
            }
            default ->
                throw Members.invalid("op is one of putSchema, putConfig and deleteConfig.", element.pointer() + "/op");
        };
    }

    private static Draft putSchema(ProjectKey project, Element element, DocumentWriter writer) {
        Members members = Members.of(element.value(), element.pointer(), Set.of("op", "key", "document", IF_VERSION));
        Bytes text = writer.json(members.value("document"));
        return new Draft.PutSchema(schema(project, members), expectation(members), text);
    }

    private static Draft putConfig(ProjectKey project, Element element, DocumentWriter writer) {
        Members members = Members.of(
                element.value(),
                element.pointer(),
                Set.of("op", "environment", "key", SCHEMA, "value", "text", "mediaType", IF_VERSION));
        if (members.has("value") == members.has("text") || members.has("text") != members.has("mediaType")) {
            throw Members.invalid("putConfig has value, or text and mediaType.", element.pointer());
        }
        ConfigId id = config(project, members);
        Expectation expectation = expectation(members);
        SchemaChoice schema = schemaChoice(members);
        if (members.has("value")) {
            JsonValue value = members.value("value");
            return new Draft.PutConfig(id, expectation, MediaType.JSON, writer.json(value), schema);
        }
        MediaType notation = members.word("mediaType", NOTATIONS);
        return new Draft.PutConfig(id, expectation, notation, Bytes.utf8(members.text("text")), schema);
    }

    /** Left out keeps what there is, null takes it away. */
    private static SchemaChoice schemaChoice(Members members) {
        if (!members.has(SCHEMA)) {
            return SchemaChoice.Simple.KEEP;
        }
        return members.isNull(SCHEMA)
                ? SchemaChoice.Simple.NONE
                : new SchemaChoice.Named(members.key(SCHEMA, "schema", SchemaKey::new));
    }

    private static Expectation expectation(Members members) {
        return members.has(IF_VERSION)
                ? new Expectation.At(new Version(members.count(IF_VERSION)))
                : Expectation.Simple.ANY;
    }

    private static ConfigId config(ProjectKey project, Members members) {
        return new ConfigId(
                project,
                members.key("environment", "environment", EnvironmentKey::new),
                members.key("key", "config", ConfigKey::new));
    }

    private static SchemaId schema(ProjectKey project, Members members) {
        return new SchemaId(project, members.key("key", "schema", SchemaKey::new));
    }
}
