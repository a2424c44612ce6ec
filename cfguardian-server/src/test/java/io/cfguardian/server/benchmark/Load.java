package io.cfguardian.server.benchmark;

import io.cfguardian.app.document.ParseResult.Malformed;
import io.cfguardian.app.document.ParseResult.Parsed;
import io.cfguardian.document.parse.ParserLimits;
import io.cfguardian.document.parse.StrictDocumentParser;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.Operation.PutSchema;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The work of the comparison with other stores, as commands: a service writes documents of 256 bytes, under a schema of 20
 * properties, to 1,000 configs in turns. No two documents are alike.
 */
final class Load {

    private static final int CONFIGS = 1_000;
    private static final int PROPERTIES = 20;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Source SOURCE = new Source("127.0.0.1", "benchmark");
    private static final EnvironmentId ENVIRONMENT =
            new EnvironmentId(new ProjectKey("bench"), new EnvironmentKey("prod"));
    private static final ProjectKey PROJECT = ENVIRONMENT.project();
    private static final SchemaId SCHEMA = new SchemaId(PROJECT, new SchemaKey("service"));
    private static final SchemaRef NEWEST = new SchemaRef(SCHEMA.key(), new Version(1));
    private static final Actor SERVICE = new Actor.Service(new ServiceTokenId(PROJECT, new TokenKey("load")));

    private final StrictDocumentParser parser = new StrictDocumentParser(ParserLimits.standard());
    private long made;

    /** What has to be decided before {@link #put}. */
    List<Envelope> beginning() {
        return List.of(
                system(new CreateProject(PROJECT, "")),
                system(new CreateEnvironment(ENVIRONMENT, "", SchemaDemand.OPTIONAL)),
                system(new ChangeDocuments(
                        PROJECT,
                        List.of(),
                        List.of(),
                        List.of(new PutSchema(
                                SCHEMA, Expectation.Simple.ANY, Dialect.DRAFT_2020_12, parsed(schema(PROPERTIES)))))),
                system(new IssueToken(
                        new ServiceTokenId(PROJECT, new TokenKey("load")),
                        "",
                        Hash.sha256(new byte[] {1}),
                        null,
                        Grant.of(Role.EDITOR))));
    }

    /** The next write. */
    Envelope put() {
        ConfigId id = ConfigId.of(ENVIRONMENT, new ConfigKey("key-" + made % CONFIGS));
        Operation put = new PutConfig(id, Expectation.Simple.ANY, parsed(document()), NEWEST);
        return envelope(SERVICE, new ChangeDocuments(PROJECT, List.of(), List.of(), List.of(put)));
    }

    /** The text of the next document: 256 bytes. */
    String document() {
        String text = "{" + properties(PROPERTIES - 1, 1) + ",\"p%d\":\"%010d".formatted(PROPERTIES - 1, made + 1);
        return text + "x".repeat(254 - text.length()) + "\"}";
    }

    /** A document of about {@code bytes} under a {@link #schema} of {@code properties}. */
    static String document(int properties, int bytes) {
        return "{" + properties(properties, bytes / properties - 16) + "}";
    }

    /** A schema that wants so many properties, each a string with a pattern and a limit, and no other. */
    static String schema(int properties) {
        String names = names(properties).collect(Collectors.joining("\",\"", "\"", "\""));
        return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"properties\":{"
                + names(properties)
                        .map(
                                name -> "\"" + name
                                        + "\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":2000,\"pattern\":\"^[0-9a-z]+$\"}")
                        .collect(Collectors.joining(","))
                + "},\"required\":[" + names + "],\"additionalProperties\":false}";
    }

    Document parsed(String text) {
        Bytes bytes = Bytes.utf8(text);
        return switch (parser.parse(MediaType.JSON, bytes)) {
            case Parsed parsed -> Document.of(MediaType.JSON, bytes, parsed.value());
            case Malformed malformed -> throw new IllegalStateException(malformed.detail());
        };
    }

    private static String properties(int count, int chars) {
        return names(count)
                .map(name -> "\"" + name + "\":\"" + "x".repeat(chars) + "\"")
                .collect(Collectors.joining(","));
    }

    private static Stream<String> names(int count) {
        return IntStream.range(0, count).mapToObj(each -> "p" + each);
    }

    private Envelope system(Command command) {
        return envelope(Actor.Node.SYSTEM, command);
    }

    private Envelope envelope(Actor actor, Command command) {
        made++;
        String request = "r" + made;
        return new Envelope(
                new RequestId(Origin.NODE, request),
                actor,
                SOURCE,
                NOON.plusMillis(made),
                Bytes.utf8(request).sha256(),
                command);
    }
}
