package io.cfguardian.raft.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.cfguardian.raft.codec.GoldenValues.Golden;
import io.cfguardian.raft.codec.UnreadableValue.Kind;
import io.cfguardian.raft.codec.proto.CommandMessages;
import io.cfguardian.raft.codec.proto.IdentityMessages;
import io.cfguardian.raft.codec.proto.ValueMessages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a release does not know it refuses. */
class StrictReadingTest {

    private static final UnknownFieldSet FROM_THE_FUTURE = UnknownFieldSet.newBuilder()
            .addField(1_000, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    @Test
    void aHigherFormatIsANewerReleases() throws Exception {
        byte[] bytes = framed(command());
        bytes[0] = 2;
        assertUnreadable(bytes, Kind.NEWER);
    }

    @Test
    void anUnknownFieldIsANewerReleases() throws Exception {
        assertUnreadable(framed(command().setUnknownFields(FROM_THE_FUTURE)), Kind.NEWER);
    }

    @Test
    void anUnknownFieldDeepInsideIsANewerReleases() throws Exception {
        CommandMessages.Envelope.Builder envelope = command();
        envelope.getRequestIdBuilder().setUnknownFields(FROM_THE_FUTURE);
        assertUnreadable(framed(envelope), Kind.NEWER);
    }

    @Test
    void anUnknownKindOfCommandIsANewerReleases() throws Exception {
        assertUnreadable(framed(command().clearCommand().setUnknownFields(FROM_THE_FUTURE)), Kind.NEWER);
    }

    @Test
    void anUnknownEnumNumberIsANewerReleases() throws Exception {
        CommandMessages.Envelope.Builder envelope = command();
        envelope.getRequestIdBuilder().setOriginValue(77);
        assertUnreadable(framed(envelope), Kind.NEWER);
    }

    @Test
    void aMissingKindIsDamage() throws Exception {
        assertUnreadable(framed(command().clearCommand()), Kind.DAMAGED);
    }

    @Test
    void aMissingEnumIsDamage() throws Exception {
        CommandMessages.Envelope.Builder envelope = command();
        envelope.getRequestIdBuilder().setOrigin(ValueMessages.Origin.ORIGIN_UNSPECIFIED);
        assertUnreadable(framed(envelope), Kind.DAMAGED);
    }

    @Test
    void aShortHashIsDamage() throws Exception {
        assertUnreadable(framed(command().setFingerprint(ByteString.copyFrom(new byte[31]))), Kind.DAMAGED);
    }

    @Test
    void anInvalidKeyIsDamage() throws Exception {
        CommandMessages.Envelope.Builder envelope = command();
        envelope.getCreateProjectBuilder().setProject("UPPER");
        assertUnreadable(framed(envelope), Kind.DAMAGED);
    }

    @Test
    void anActorUnderAnothersNameIsDamage() throws Exception {
        CommandMessages.Envelope.Builder envelope = golden("command-by-person");
        assertThat(envelope.getPrincipal()).isEqualTo("user:anna");
        assertUnreadable(framed(envelope.setPrincipal("user:root")), Kind.DAMAGED);
    }

    @Test
    void environmentsOutOfOrderAreDamage() throws Exception {
        CommandMessages.Envelope.Builder envelope = golden("command-identity-put-member");
        IdentityMessages.Grant.Builder grant =
                envelope.getIdentityBuilder().getPutMemberBuilder().getGrantBuilder();
        IdentityMessages.Grant.Local first = grant.getEnvironments(0);
        grant.removeEnvironments(0).addEnvironments(first);
        assertUnreadable(framed(envelope), Kind.DAMAGED);
    }

    @Test
    void noBytesAreDamage() {
        assertUnreadable(new byte[0], Kind.DAMAGED);
    }

    @Test
    void everyTruncationIsRefusedOrReadAsAnotherValue() {
        for (Golden<?> golden : GoldenValues.all().values()) {
            byte[] whole = golden.encode();
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThat(isRefusedOrAnotherValuesBytes(golden.codec(), cut))
                        .as("%d bytes of %s", length, golden.value())
                        .isTrue();
            }
        }
    }

    /** No two byte sequences are read as one value: so nothing was dropped on the way. */
    @Test
    void everyFlippedBitIsRefusedOrReadAsAnotherValue() {
        for (Golden<?> golden : GoldenValues.all().values()) {
            byte[] bytes = golden.encode();
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(isRefusedOrAnotherValuesBytes(golden.codec(), bytes))
                        .as("bit %d of %s", bit, golden.value())
                        .isTrue();
                bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            }
        }
    }

    @Test
    void halfASurrogatePairIsNotWritten() {
        for (String text : new String[] {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"}) {
            assertThatThrownBy(() -> ValueForm.text(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ValueForm.text("a\ud83d\ude00ß")).isEqualTo("a\ud83d\ude00ß");
    }

    private static <T> boolean isRefusedOrAnotherValuesBytes(Codec<T> codec, byte[] bytes) {
        T value;
        try {
            value = codec.decode(bytes);
        } catch (UnreadableValue expected) {
            return true;
        }
        return Arrays.equals(codec.encode(value), bytes);
    }

    private static CommandMessages.Envelope.Builder command() throws Exception {
        return golden("command-create-project");
    }

    private static CommandMessages.Envelope.Builder golden(String name) throws Exception {
        Golden<?> golden = GoldenValues.all().get(name);
        if (golden == null) {
            throw new AssertionError("no golden command");
        }
        byte[] bytes = golden.encode();
        return CommandMessages.Envelope.parseFrom(Arrays.copyOfRange(bytes, 1, bytes.length)).toBuilder();
    }

    private static byte[] framed(Message.Builder message) {
        byte[] body = message.build().toByteArray();
        byte[] bytes = new byte[1 + body.length];
        bytes[0] = Codec.FORMAT;
        System.arraycopy(body, 0, bytes, 1, body.length);
        return bytes;
    }

    private static void assertUnreadable(byte[] bytes, Kind kind) {
        assertThatThrownBy(() -> Codec.ENVELOPE.decode(bytes))
                .isInstanceOfSatisfying(
                        UnreadableValue.class,
                        unreadable -> assertThat(unreadable.kind()).isEqualTo(kind));
    }
}
