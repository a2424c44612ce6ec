package io.cfguardian.raft.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.DocumentRef;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.schema.Dialect;
import io.cfguardian.domain.schema.SchemaRef;
import io.cfguardian.raft.codec.proto.ValueMessages;
import java.time.Instant;

/** The forms of what everything else is made of, ids apart. */
final class ValueForm {

    private ValueForm() {}

    /** {@code text}, when UTF-8 can carry it; protobuf would put a question mark for half a surrogate pair. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw new IllegalArgumentException("half a surrogate pair at character " + i + " of a text");
                }
                i++;
            }
        }
        return text;
    }

    static String write(Principal principal) {
        return text(principal.name());
    }

    static ByteString write(Hash hash) {
        return UnsafeByteOperations.unsafeWrap(hash.toByteArray());
    }

    static Hash hash(ByteString bytes) {
        return Hash.of(bytes.toByteArray());
    }

    static ValueMessages.RequestId write(RequestId id) {
        return ValueMessages.RequestId.newBuilder()
                .setOrigin(
                        switch (id.origin()) {
                            case CLIENT -> ValueMessages.Origin.ORIGIN_CLIENT;
                            case NODE -> ValueMessages.Origin.ORIGIN_NODE;
                        })
                .setValue(id.value())
                .build();
    }

    static RequestId read(ValueMessages.RequestId message) {
        RequestId.Origin origin = switch (message.getOrigin()) {
            case ORIGIN_CLIENT -> RequestId.Origin.CLIENT;
            case ORIGIN_NODE -> RequestId.Origin.NODE;
            case ORIGIN_UNSPECIFIED, UNRECOGNIZED -> throw unknown("origin", message.getOriginValue());
        };
        return new RequestId(origin, message.getValue());
    }

    static ValueMessages.Stamp write(Stamp stamp) {
        return ValueMessages.Stamp.newBuilder()
                .setRevision(stamp.revision().value())
                .setTimeMillis(stamp.time().toEpochMilli())
                .setAuthor(write(stamp.author()))
                .build();
    }

    static Stamp read(ValueMessages.Stamp message) {
        return new Stamp(
                new Revision(message.getRevision()),
                Instant.ofEpochMilli(message.getTimeMillis()),
                new Principal(message.getAuthor()));
    }

    static ValueMessages.SchemaRef write(SchemaRef ref) {
        return ValueMessages.SchemaRef.newBuilder()
                .setSchema(ref.key().value())
                .setVersion(ref.version().value())
                .build();
    }

    static SchemaRef read(ValueMessages.SchemaRef message) {
        return new SchemaRef(new SchemaKey(message.getSchema()), new Version(message.getVersion()));
    }

    static ValueMessages.DocumentRef write(DocumentRef ref) {
        return ValueMessages.DocumentRef.newBuilder()
                .setMediaType(write(ref.mediaType()))
                .setSizeBytes(ref.sizeBytes())
                .setTextHash(write(ref.textHash()))
                .setValueHash(write(ref.valueHash()))
                .build();
    }

    static DocumentRef read(ValueMessages.DocumentRef message) {
        return new DocumentRef(
                mediaType(message.getMediaType(), message.getMediaTypeValue()),
                message.getSizeBytes(),
                hash(message.getTextHash()),
                hash(message.getValueHash()));
    }

    static ValueMessages.Document write(Document document) {
        ValueMessages.Document.Builder message = ValueMessages.Document.newBuilder()
                .setMediaType(write(document.mediaType()))
                .setText(UnsafeByteOperations.unsafeWrap(document.text().asByteBuffer()))
                .setValueHash(write(document.valueHash()));
        if (!document.json().equals(document.text())) {
            message.setJson(UnsafeByteOperations.unsafeWrap(document.json().asByteBuffer()));
        }
        return message.build();
    }

    static Document read(ValueMessages.Document message) {
        Bytes text = Bytes.of(message.getText().toByteArray());
        return new Document(
                mediaType(message.getMediaType(), message.getMediaTypeValue()),
                text,
                message.hasJson() ? Bytes.of(message.getJson().toByteArray()) : text,
                hash(message.getValueHash()));
    }

    static ValueMessages.SchemaDemand write(SchemaDemand demand) {
        return switch (demand) {
            case OPTIONAL -> ValueMessages.SchemaDemand.SCHEMA_DEMAND_OPTIONAL;
            case REQUIRED -> ValueMessages.SchemaDemand.SCHEMA_DEMAND_REQUIRED;
        };
    }

    static SchemaDemand read(ValueMessages.SchemaDemand demand, int number) {
        return switch (demand) {
            case SCHEMA_DEMAND_OPTIONAL -> SchemaDemand.OPTIONAL;
            case SCHEMA_DEMAND_REQUIRED -> SchemaDemand.REQUIRED;
            case SCHEMA_DEMAND_UNSPECIFIED, UNRECOGNIZED -> throw unknown("schema demand", number);
        };
    }

    static ValueMessages.Dialect write(Dialect dialect) {
        return switch (dialect) {
            case DRAFT_04 -> ValueMessages.Dialect.DIALECT_DRAFT_04;
            case DRAFT_06 -> ValueMessages.Dialect.DIALECT_DRAFT_06;
            case DRAFT_07 -> ValueMessages.Dialect.DIALECT_DRAFT_07;
            case DRAFT_2019_09 -> ValueMessages.Dialect.DIALECT_2019_09;
            case DRAFT_2020_12 -> ValueMessages.Dialect.DIALECT_2020_12;
        };
    }

    static Dialect read(ValueMessages.Dialect dialect, int number) {
        return switch (dialect) {
            case DIALECT_DRAFT_04 -> Dialect.DRAFT_04;
            case DIALECT_DRAFT_06 -> Dialect.DRAFT_06;
            case DIALECT_DRAFT_07 -> Dialect.DRAFT_07;
            case DIALECT_2019_09 -> Dialect.DRAFT_2019_09;
            case DIALECT_2020_12 -> Dialect.DRAFT_2020_12;
            case DIALECT_UNSPECIFIED, UNRECOGNIZED -> throw unknown("dialect", number);
        };
    }

    /** A number of an enum that this release does not know, or 0, which is what a missing one reads as. */
    static UnreadableValue unknown(String what, int number) {
        return number == 0
                ? UnreadableValue.damaged(what, "it is missing")
                : UnreadableValue.newer(what, "its number is " + number);
    }

    /** A oneof that is not set. */
    static UnreadableValue missing(String what) {
        return UnreadableValue.damaged(what, "it is missing");
    }

    private static ValueMessages.MediaType write(MediaType mediaType) {
        return switch (mediaType) {
            case JSON -> ValueMessages.MediaType.MEDIA_TYPE_JSON;
            case YAML -> ValueMessages.MediaType.MEDIA_TYPE_YAML;
        };
    }

    private static MediaType mediaType(ValueMessages.MediaType mediaType, int number) {
        return switch (mediaType) {
            case MEDIA_TYPE_JSON -> MediaType.JSON;
            case MEDIA_TYPE_YAML -> MediaType.YAML;
            case MEDIA_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw unknown("media type", number);
        };
    }
}
