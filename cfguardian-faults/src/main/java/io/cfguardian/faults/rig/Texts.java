package io.cfguardian.faults.rig;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The documents that clients wrote, by their SHA-256, which is what the journal has of them. Used by many threads. */
final class Texts {

    private final Map<String, String> valueByHash = new ConcurrentHashMap<>();

    /** The document of a value, remembered. */
    String document(String value) {
        String document = "{\"w\":\"" + value + "\"}";
        valueByHash.put(sha256(document), value);
        return document;
    }

    /** The value whose document has this hash; one that no client wrote is named by its hash. */
    String value(String hash) {
        return valueByHash.getOrDefault(hash, "unknown " + hash);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
