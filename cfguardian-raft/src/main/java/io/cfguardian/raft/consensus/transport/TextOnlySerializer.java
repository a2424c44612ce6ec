package io.cfguardian.raft.consensus.transport;

import com.alipay.remoting.serialization.Serializer;
import com.alipay.remoting.serialization.SerializerManager;
import java.nio.charset.StandardCharsets;

/**
 * Stands where Bolt would deserialise whatever class a peer names (Hessian, CVE-2024-46983). Objects without a serializer of their
 * own, which are exceptions from the other side, travel as their text; what arrives becomes a plain exception, of no other class.
 */
final class TextOnlySerializer implements Serializer {

    private static final int TEXT_BYTES_MAX = 1 << 10;

    /** Takes Hessian's place in this JVM; Bolt has no other way to be told. */
    static void install() {
        SerializerManager.addSerializer(SerializerManager.Hessian2, new TextOnlySerializer());
    }

    @Override
    public byte[] serialize(Object object) {
        // the class only: an exception's text may quote what it failed on
        return object.getClass().getName().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T deserialize(byte[] data, String className) {
        int length = Math.min(data.length, TEXT_BYTES_MAX);
        return (T) new RemoteFailure("remote: " + new String(data, 0, length, StandardCharsets.UTF_8));
    }

    /** A failure on the other side. */
    static final class RemoteFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RemoteFailure(String message) {
            super(message, null, false, false);
        }
    }
}
