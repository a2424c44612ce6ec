package io.cfguardian.raft.store;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A digest of elements in no order, each as often as it was added: the sum of their hashes, 2,048 bits wide because sums of narrow
 * hashes can be made equal on purpose (Wagner, "A Generalized Birthday Problem", 2002). Used by one thread.
 */
final class MultisetHash {

    private static final int LANES = 4;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(LANES * 512);

    private final MessageDigest digest;
    private BigInteger sum = BigInteger.ZERO;

    MultisetHash() {
        try {
            digest = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    void add(byte[] element) {
        byte[] once = digest.digest(element);
        byte[] wide = new byte[LANES * once.length];
        for (int lane = 0; lane < LANES; lane++) {
            digest.update((byte) lane);
            System.arraycopy(digest.digest(once), 0, wide, lane * once.length, once.length);
        }
        sum = sum.add(new BigInteger(1, wide)).mod(MODULUS);
    }

    /** Whether the same elements were added to both. */
    boolean matches(MultisetHash other) {
        return sum.equals(other.sum);
    }
}
