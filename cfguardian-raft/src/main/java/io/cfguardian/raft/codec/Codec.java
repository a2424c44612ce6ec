package io.cfguardian.raft.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.raft.codec.proto.AnswerMessages;
import io.cfguardian.raft.codec.proto.CommandMessages;
import io.cfguardian.raft.codec.proto.IdentityMessages;
import io.cfguardian.raft.codec.proto.JournalMessages;
import io.cfguardian.raft.codec.proto.PeerMessages;
import io.cfguardian.raft.codec.proto.StateMessages;
import io.cfguardian.raft.codec.proto.ValueMessages;
import java.io.IOException;
import java.util.function.Function;

/**
 * The bytes of one type: a format byte, then a protobuf message. Equal values have equal bytes, in every process.
 *
 * <p>Reading is strict. What this release does not know (a format, a field, an enum's number) is refused rather than dropped,
 * because a command decided without a field that its proposer set would part this node from the others. Immutable; used by any thread.
 *
 * @param <T> the domain's type
 */
public final class Codec<T> {

    /** The only format so far. Higher ones are refused; lower ones, once there are any, stay readable for ever. */
    public static final byte FORMAT = 1;

    /** What the log holds. */
    public static final Codec<Envelope> ENVELOPE =
            of("command", CommandForm::write, CommandMessages.Envelope.parser(), CommandForm::read);

    /** What applying a command answers. */
    public static final Codec<Answer> ANSWER =
            of("answer", AnswerForm::write, AnswerMessages.Answer.parser(), AnswerForm::read);

    /** An entry of the journal. */
    public static final Codec<Commit> COMMIT =
            of("commit", EventForm::write, JournalMessages.Commit.parser(), EventForm::read);

    /** A text with its JSON form. */
    public static final Codec<Document> DOCUMENT =
            of("document", ValueForm::write, ValueMessages.Document.parser(), ValueForm::read);

    public static final Codec<Project> PROJECT =
            of("project", StateForm::write, StateMessages.Project.parser(), StateForm::read);

    public static final Codec<Environment> ENVIRONMENT =
            of("environment", StateForm::write, StateMessages.Environment.parser(), StateForm::read);

    public static final Codec<SchemaVersion> SCHEMA_VERSION =
            of("schema version", StateForm::write, StateMessages.SchemaVersion.parser(), StateForm::read);

    public static final Codec<ConfigVersion> CONFIG_VERSION =
            of("config version", StateForm::write, StateMessages.ConfigVersion.parser(), StateForm::read);

    public static final Codec<RequestRecord> REQUEST_RECORD =
            of("request record", StateForm::write, StateMessages.RequestRecord.parser(), StateForm::read);

    /** What the identity state holds. */
    public static final Codec<Entity> ENTITY =
            of("entity", EntityForm::write, IdentityMessages.Entity.parser(), EntityForm::read);

    public static final Codec<Head> HEAD = of("head", StateForm::write, StateMessages.Head.parser(), StateForm::read);

    /** What a member tells another of itself; sent, never stored. */
    public static final Codec<Report> REPORT =
            of("report", PeerForm::write, PeerMessages.Report.parser(), PeerForm::read);

    /** What a member asks another; sent, never stored. */
    public static final Codec<Question> QUESTION =
            of("question", PeerForm::write, PeerMessages.Question.parser(), PeerForm::read);

    /** A point of a member's chain; sent, never stored. */
    public static final Codec<ChainPoint> CHAIN_POINT =
            of("chain point", PeerForm::write, PeerMessages.ChainPoint.parser(), PeerForm::read);

    private final String what;
    private final Function<T, ? extends Message> writer;
    private final Reader<T> reader;

    private Codec(String what, Function<T, ? extends Message> writer, Reader<T> reader) {
        this.what = what;
        this.writer = writer;
        this.reader = reader;
    }

    private static <T, M extends Message> Codec<T> of(
            String what, Function<T, M> writer, Parser<M> parser, Function<M, T> reader) {
        Parser<M> discarding = DiscardUnknownFieldsParser.wrap(parser);
        return new Codec<>(what, writer, bytes -> {
            M message = discarding.parseFrom(bytes, 1, bytes.length - 1);
            // Canonical bytes parsed without what is unknown are shorter exactly when something was unknown, at any
            // depth.
            if (message.getSerializedSize() != bytes.length - 1) {
                throw UnreadableValue.newer(what, "it has fields that are not known here");
            }
            return reader.apply(message);
        });
    }

    /**
     * The bytes of {@code value}.
     *
     * @throws IllegalArgumentException when a text in it is not well-formed Unicode, which UTF-8 cannot carry
     */
    public byte[] encode(T value) {
        Message message = writer.apply(value);
        byte[] bytes = new byte[1 + message.getSerializedSize()];
        bytes[0] = FORMAT;
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, 1, bytes.length - 1);
        try {
            message.writeTo(out);
        } catch (IOException impossible) {
            throw new IllegalStateException("an array does not fail", impossible);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }

    /**
     * The value whose bytes these are.
     *
     * @throws UnreadableValue when they are not what {@link #encode} of this or an earlier release wrote
     */
    public T decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw UnreadableValue.damaged(what, "it is empty");
        }
        if (bytes[0] != FORMAT) {
            throw UnreadableValue.newer(what, "its format is " + (bytes[0] & 0xff) + ", known is " + FORMAT);
        }
        try {
            return reader.read(bytes);
        } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
            throw UnreadableValue.damaged(what, e);
        }
    }

    /** The protobuf message of {@code value} as text, for people and golden files. */
    String describe(T value) {
        return com.google.protobuf.TextFormat.printer().printToString(writer.apply(value));
    }

    @Override
    public String toString() {
        return "codec of a " + what;
    }

    /** Bytes, format byte included, to a value. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] bytes) throws InvalidProtocolBufferException;
    }
}
