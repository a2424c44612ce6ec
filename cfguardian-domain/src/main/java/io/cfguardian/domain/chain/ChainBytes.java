package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigDeleted;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.EnvironmentCreated;
import io.cfguardian.domain.event.Event.EnvironmentDeleted;
import io.cfguardian.domain.event.Event.EnvironmentUpdated;
import io.cfguardian.domain.event.Event.ProjectCreated;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.event.Event.ProjectUpdated;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a commit's hash covers, written out in docs/chain.md so that anyone can compute them. They are this
 * project's own and never change for a kind of event that exists; a new kind takes a new tag.
 *
 * <p>Integers are big-endian; a text is its length in bytes (4) and its UTF-8; a hash is its 32 bytes. The fields stand
 * in a fixed order and each is self-delimiting, so no two commits have the same bytes.
 */
final class ChainBytes {

    private static final String DOMAIN = "cfguardian/commit/1";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    private ChainBytes() {}

    static Bytes of(Stamp stamp, RequestId requestId, List<Event> events, Hash previous) {
        ChainBytes bytes = new ChainBytes();
        bytes.text(DOMAIN);
        bytes.hash(previous);
        bytes.int64(stamp.revision().value());
        bytes.int64(stamp.time().toEpochMilli());
        bytes.text(stamp.author().name());
        bytes.int8(tag(requestId.origin()));
        bytes.text(requestId.value());
        bytes.int32(events.size());
        for (Event event : events) {
            bytes.event(event);
        }
        return Bytes.of(bytes.out.toByteArray());
    }

    private void event(Event event) {
        switch (event) {
            case ProjectCreated e -> {
                int8(1);
                text(e.subject().value());
                text(e.description());
            }
            case ProjectUpdated e -> {
                int8(2);
                text(e.subject().value());
                text(e.description());
            }
            case ProjectDeleted e -> {
                int8(3);
                text(e.subject().value());
            }
            case EnvironmentCreated e -> {
                int8(4);
                environment(e.subject(), e.description(), e.schemas());
            }
            case EnvironmentUpdated e -> {
                int8(5);
                environment(e.subject(), e.description(), e.schemas());
            }
            case EnvironmentDeleted e -> {
                int8(6);
                id(e.subject());
            }
            case SchemaPut e -> {
                int8(7);
                id(e.subject());
                version(e.version());
                text(e.dialect().uri());
                document(e.document());
            }
            case ConfigPut e -> {
                int8(8);
                id(e.subject());
                version(e.version());
                document(e.document());
                schema(e.schema());
            }
            case ConfigDeleted e -> {
                int8(9);
                id(e.subject());
                version(e.version());
            }
        }
    }

    private void environment(EnvironmentId id, String description, SchemaDemand demand) {
        id(id);
        text(description);
        int8(
                switch (demand) {
                    case OPTIONAL -> 0;
                    case REQUIRED -> 1;
                });
    }

    private void id(EnvironmentId id) {
        text(id.project().value());
        text(id.key().value());
    }

    private void id(SchemaId id) {
        text(id.project().value());
        text(id.key().value());
    }

    private void id(ConfigId id) {
        text(id.project().value());
        text(id.environment().value());
        text(id.key().value());
    }

    private void version(Version version) {
        int64(version.value());
    }

    private void document(DocumentRef document) {
        int8(tag(document.mediaType()));
        int32(document.sizeBytes());
        hash(document.textHash());
        hash(document.valueHash());
    }

    private void schema(@Nullable SchemaRef schema) {
        if (schema == null) {
            int8(0);
            return;
        }
        int8(1);
        text(schema.key().value());
        version(schema.version());
    }

    private static int tag(RequestId.Origin origin) {
        return switch (origin) {
            case CLIENT -> 1;
            case NODE -> 2;
        };
    }

    private static int tag(MediaType mediaType) {
        return switch (mediaType) {
            case JSON -> 1;
            case YAML -> 2;
        };
    }

    private void int8(int value) {
        out.write(value);
    }

    private void int32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    private void hash(Hash hash) {
        out.writeBytes(hash.toByteArray());
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        out.writeBytes(utf8);
    }
}
