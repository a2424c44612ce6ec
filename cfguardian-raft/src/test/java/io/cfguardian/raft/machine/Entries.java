package io.cfguardian.raft.machine;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Operation.PutConfig;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue.JsonString;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.consensus.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** A log that is the same in every process: the entry at an index follows from the index alone. */
final class Entries {

    static final ProjectKey PROJECT = new ProjectKey("shop");
    static final EnvironmentId ENVIRONMENT = new EnvironmentId(PROJECT, new EnvironmentKey("prod"));

    private static final int CONFIGS = 40;
    private static final long PER_TERM = 50;

    private Entries() {}

    /** The entries from {@code first} to {@code last}, both included. */
    static List<LogEntry> between(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Entries::at).toList();
    }

    static LogEntry at(long index) {
        SplittableRandom random = new SplittableRandom(index);
        List<byte[]> commands = new ArrayList<>();
        if (index == 1) {
            commands.add(encoded("create", new CreateProject(PROJECT, "")));
            commands.add(encoded("prod", new CreateEnvironment(ENVIRONMENT, "", SchemaDemand.OPTIONAL)));
        }
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            // Now and then the same request again, which changes nothing but must be answered.
            long name = random.nextInt(10) == 0 ? Math.max(1, index - random.nextInt(20)) : index;
            commands.add(encoded("r" + name + "-" + i, change(new SplittableRandom(31 * name + i))));
        }
        return new LogEntry(index, 1 + index / PER_TERM, commands);
    }

    /** A change of one config by a document of about a kilobyte. */
    static byte[] put(String requestId, ConfigId id, String value) {
        return encoded(
                requestId,
                ChangeDocuments.one(PROJECT, List.of(), new PutConfig(id, Expectation.Simple.ANY, json(value), null)));
    }

    static byte[] encoded(String requestId, Command command) {
        return Codec.ENVELOPE.encode(new Envelope(
                new RequestId(Origin.NODE, requestId),
                new Actor.Node(new Principal("alice")),
                null,
                Instant.EPOCH,
                Bytes.utf8(requestId).sha256(),
                command));
    }

    private static Command change(SplittableRandom random) {
        ConfigId id = ConfigId.of(ENVIRONMENT, new ConfigKey("c" + random.nextInt(CONFIGS)));
        return ChangeDocuments.one(
                PROJECT,
                List.of(),
                random.nextInt(8) == 0
                        ? new DeleteConfig(id, Expectation.Simple.PRESENT)
                        : new PutConfig(
                                id,
                                Expectation.Simple.ANY,
                                json(Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(100))),
                                null));
    }

    private static Document json(String value) {
        return Document.of(MediaType.JSON, Bytes.utf8('"' + value + '"'), new JsonString(value));
    }
}
