package io.cfguardian.domain.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hexadecimal digits. */
public final class Hash {

    /** The length in bytes. */
    public static final int SIZE_BYTES = 32;

    /** All zero: what the first commit of a chain names as its predecessor. */
    public static final Hash ZERO = new Hash(new byte[SIZE_BYTES]);

    /** To be copied: to look for it by its name takes longer than most digests. Nothing is ever put into it. */
    private static final MessageDigest UNUSED = unused();

    private final byte[] digest;

    private Hash(byte[] digest) {
        this.digest = digest;
    }

    /** The digest given as its 32 bytes. */
    public static Hash of(byte[] digest) {
        if (digest.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, got " + digest.length);
        }
        return new Hash(digest.clone());
    }

    /** Reads 64 hexadecimal digits. */
    public static Hash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The digest of {@code content}. */
    public static Hash sha256(byte[] content) {
        return new Hash(newDigest().digest(content));
    }

    /** A fresh SHA-256 computation. */
    static MessageDigest newDigest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(digest);
    }

    /** A copy of the 32 bytes. */
    public byte[] toByteArray() {
        return digest.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return hex();
    }
}
