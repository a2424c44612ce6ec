package io.cfguardian.domain.chain;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.event.ClusterEvent;
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
import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.SchemaRef;
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

    private final FieldBytes out = new FieldBytes();

    private ChainBytes() {}

    static Bytes of(Stamp stamp, RequestId requestId, List<Event> events, Hash previous) {
        ChainBytes bytes = new ChainBytes();
        bytes.out.text(DOMAIN);
        bytes.out.hash(previous);
        bytes.out.int64(stamp.revision().value());
        bytes.out.int64(stamp.time().toEpochMilli());
        bytes.out.text(stamp.author().name());
        bytes.out.int8(tag(requestId.origin()));
        bytes.out.text(requestId.value());
        bytes.out.int32(events.size());
        for (Event event : events) {
            bytes.event(event);
        }
        return bytes.out.toBytes();
    }

    private void event(Event event) {
        switch (event) {
            case IdentityEvent e -> IdentityBytes.write(e, out);
            case ClusterEvent e -> ClusterBytes.write(e, out);
            case ProjectCreated e -> {
                out.int8(1);
                out.text(e.subject().value());
                out.text(e.description());
            }
            case ProjectUpdated e -> {
                out.int8(2);
                out.text(e.subject().value());
                out.text(e.description());
            }
            case ProjectDeleted e -> {
                out.int8(3);
                out.text(e.subject().value());
            }
            case EnvironmentCreated e -> {
                out.int8(4);
                environment(e.subject(), e.description(), e.schemas());
            }
            case EnvironmentUpdated e -> {
                out.int8(5);
                environment(e.subject(), e.description(), e.schemas());
            }
            case EnvironmentDeleted e -> {
                out.int8(6);
                id(e.subject());
            }
            case SchemaPut e -> {
                out.int8(7);
                id(e.subject());
                version(e.version());
                out.text(e.dialect().uri());
                document(e.document());
            }
            case ConfigPut e -> {
                out.int8(8);
                id(e.subject());
                version(e.version());
                document(e.document());
                schema(e.schema());
            }
            case ConfigDeleted e -> {
                out.int8(9);
                id(e.subject());
                version(e.version());
            }
        }
    }

    private void environment(EnvironmentId id, String description, SchemaDemand demand) {
        id(id);
        out.text(description);
        out.int8(
                switch (demand) {
                    case OPTIONAL -> 0;
                    case REQUIRED -> 1;
                });
    }

    private void id(EnvironmentId id) {
        out.text(id.project().value());
        out.text(id.key().value());
    }

    private void id(SchemaId id) {
        out.text(id.project().value());
        out.text(id.key().value());
    }

    private void id(ConfigId id) {
        out.text(id.project().value());
        out.text(id.environment().value());
        out.text(id.key().value());
    }

    private void version(Version version) {
        out.int64(version.value());
    }

    private void document(DocumentRef document) {
        out.int8(tag(document.mediaType()));
        out.int32(document.sizeBytes());
        out.hash(document.textHash());
        out.hash(document.valueHash());
    }

    private void schema(@Nullable SchemaRef schema) {
        if (schema == null) {
            out.int8(0);
            return;
        }
        out.int8(1);
        out.text(schema.key().value());
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
}
