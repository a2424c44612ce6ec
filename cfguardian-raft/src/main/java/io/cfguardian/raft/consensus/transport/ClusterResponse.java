package io.cfguardian.raft.consensus.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * The answer to a {@link ClusterRequest}.
 *
 * @param outcome how it went
 * @param index the log index of an answered command, otherwise 0
 * @param payload the answer, or a text that says why there is none
 */
// never compared: a message, handed through without a copy
@SuppressWarnings("ArrayRecordComponent")
public record ClusterResponse(Outcome outcome, long index, byte[] payload) {

    private static final byte VERSION = 1;

    public ClusterResponse {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(payload, "payload");
    }

    /** How a request went. But for the first two, a command is in no log and never will be. */
    public enum Outcome {
        /** The payload is the answer. */
        ANSWERED(1),
        /** Nobody knows what became of the command. */
        UNKNOWN(2),
        NOT_LEADER(3),
        OVERLOADED(4),
        STOPPING(5),
        FAILED(6),
        TOO_LARGE(7),
        /** The request was not for this member. */
        REFUSED(8);

        private final byte code;

        Outcome(int code) {
            this.code = (byte) code;
        }

        private static Outcome of(byte code) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.code == code)
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("cluster response of outcome " + code));
        }
    }

    byte[] encode() {
        return ByteBuffer.allocate(1 + 1 + Long.BYTES + payload.length)
                .put(VERSION)
                .put(outcome.code)
                .putLong(index)
                .put(payload)
                .array();
    }

    /** @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} if these are not the bytes of a response */
    static ClusterResponse decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("cluster response of version " + version + ", expected " + VERSION);
        }
        Outcome outcome = Outcome.of(in.get());
        long index = in.getLong();
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new ClusterResponse(outcome, index, payload);
    }

    @Override
    public String toString() {
        return "ClusterResponse[" + outcome + ", index=" + index + ", payloadBytes=" + payload.length + "]";
    }
}
