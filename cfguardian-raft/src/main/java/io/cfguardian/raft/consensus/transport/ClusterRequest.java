package io.cfguardian.raft.consensus.transport;

import io.cfguardian.app.telemetry.TraceContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a member asks another one outside of Raft.
 *
 * @param clusterId the sender's cluster; a member of another cluster refuses
 * @param purpose what to do with the payload
 * @param millisLeft how long the sender still waits; a duration, since clocks differ
 * @param payload a command or a question; empty where the purpose says all
 * @param trace what the sender records of it, null for nothing. Travels beside the other bytes, where earlier releases do not look
 */
// never compared: a message, handed through without a copy
@SuppressWarnings("ArrayRecordComponent")
public record ClusterRequest(
        String clusterId,
        Purpose purpose,
        long millisLeft,
        byte[] payload,
        @Nullable TraceContext trace) {

    private static final byte VERSION = 1;

    public ClusterRequest {
        Objects.requireNonNull(clusterId, "clusterId");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(payload, "payload");
    }

    /** One that nobody traces. */
    public ClusterRequest(String clusterId, Purpose purpose, long millisLeft, byte[] payload) {
        this(clusterId, purpose, millisLeft, payload, null);
    }

    /** What a request is for. */
    public enum Purpose {
        /** Propose the payload as a command, if you lead; never pass it on. */
        PROPOSE(1),
        /** Answer the payload by yourself. */
        ASK(2),
        /** Say what you remember, as a member of the Raft group. */
        REMEMBER(3);

        private final byte code;

        Purpose(int code) {
            this.code = (byte) code;
        }

        private static Purpose of(byte code) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.code == code)
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("cluster request of purpose " + code));
        }
    }

    /**
     * The same, as the sender traces it.
     *
     * @param header see {@link #header}; of whatever cannot be read nothing is known
     */
    ClusterRequest under(byte @Nullable [] header) {
        return header == null
                ? this
                : new ClusterRequest(
                        clusterId,
                        purpose,
                        millisLeft,
                        payload,
                        TraceContext.parse(new String(header, StandardCharsets.US_ASCII))
                                .orElse(null));
    }

    /** Travels beside what {@link #encode} gives; null for nothing. */
    byte @Nullable [] header() {
        return trace == null ? null : trace.traceparent().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] encode() {
        byte[] cluster = clusterId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 1 + Long.BYTES + 1 + cluster.length + payload.length)
                .put(VERSION)
                .put(purpose.code)
                .putLong(millisLeft)
                .put((byte) cluster.length)
                .put(cluster)
                .put(payload)
                .array();
    }

    /** @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} if these are not the bytes of a request */
    static ClusterRequest decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("cluster request of version " + version + ", expected " + VERSION);
        }
        Purpose purpose = Purpose.of(in.get());
        long millisLeft = in.getLong();
        byte[] cluster = new byte[Byte.toUnsignedInt(in.get())];
        in.get(cluster);
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return new ClusterRequest(new String(cluster, StandardCharsets.UTF_8), purpose, millisLeft, payload);
    }

    @Override
    public String toString() {
        return "ClusterRequest[" + purpose + ", payloadBytes=" + payload.length + "]";
    }
}
