package io.cfguardian.postgres;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.project.SchemaDemand;
import java.time.Instant;
import java.util.List;

/** Commands that put documents of one environment. */
final class Puts {

    static final EnvironmentId PLACE = new EnvironmentId(new ProjectKey("payments"), new EnvironmentKey("prod"));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    List<Envelope> place() {
        return List.of(
                envelope(new CreateProject(PLACE.project(), "a\0b")),
                envelope(new CreateEnvironment(PLACE, "\0", SchemaDemand.OPTIONAL)));
    }

    /** Text that is JSON. */
    Envelope put(String key, String json) {
        Bytes text = Bytes.utf8(json);
        return envelope(new ChangeDocuments(
                PLACE.project(),
                List.of(),
                List.of(),
                List.of(new PutConfig(
                        ConfigId.of(PLACE, new ConfigKey(key)),
                        Expectation.Simple.ANY,
                        new Document(MediaType.JSON, text, text, text.sha256()),
                        null))));
    }

    /** A token of another project, which is made with it. */
    List<Envelope> stranger(ServiceTokenId token) {
        return List.of(
                envelope(new CreateProject(token.project(), "")),
                envelope(new IssueToken(token, "", Bytes.utf8("secret").sha256(), null, Grant.of(Role.VIEWER))));
    }

    private Envelope envelope(Command command) {
        made++;
        now = now.plusSeconds(1);
        String id = "p" + made;
        return new Envelope(
                new RequestId(Origin.CLIENT, id),
                new Actor.Node(new Principal("alice")),
                null,
                now,
                Bytes.utf8(id).sha256(),
                command);
    }
}
