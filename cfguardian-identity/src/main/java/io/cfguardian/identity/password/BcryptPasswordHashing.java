package io.cfguardian.identity.password;

import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Unicode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mindrot.jbcrypt.BCrypt;

/**
 * bcrypt of the Base64 form of an HMAC-SHA-256 of the password. bcrypt itself looks at 72 bytes and stops at a NUL; the 44
 * characters that it gets here depend on every byte of the password, and on a key that is not in the state beside them.
 *
 * <p>Runs on threads of its own, so that a burst of logins takes no more of the machine than them. Used by many threads.
 */
public final class BcryptPasswordHashing implements PasswordHashing, AutoCloseable {

    private static final String SCHEME = "hmac-sha256+bcrypt";
    private static final String BCRYPT_PREFIX = "$2a$";
    private static final String STORED_PREFIX = SCHEME + BCRYPT_PREFIX;
    private static final int COST_DIGITS = 2;

    /** What bcrypt gives is 22 characters of salt and 31 of the hash behind its prefix. */
    private static final int STORED_CHARS = STORED_PREFIX.length() + COST_DIGITS + 1 + 22 + 31;

    private final int cost;
    private final HashingPool pool;
    private final SecureRandom random = new SecureRandom();

    /** A salt of the configured cost. */
    private final String salt;

    /**
     * How much hashing costs, and how much of it there may be.
     *
     * @param cost the logarithm to base 2 of bcrypt's rounds, 10 to 16; each step doubles the time
     * @param threads how many hash at once, from 1
     * @param waitingMax how many more may wait, from 1
     */
    public record Settings(int cost, int threads, int waitingMax) {

        /** The default {@link #cost}. */
        public static final int COST_DEFAULT = 12;

        /** How many of them wait for each thread, at most, unless said otherwise: some ten seconds' worth. */
        private static final int WAITING_PER_THREAD = 48;

        public Settings {
            if (cost < 10 || cost > 16) {
                throw new IllegalArgumentException("the cost of hashing a password is 10 to 16, got " + cost);
            }
            if (threads < 1 || waitingMax < 1) {
                throw new IllegalArgumentException(
                        "hashing needs a thread and a place to wait, got " + threads + " and " + waitingMax);
            }
        }

        /** Half of the machine's processors hash; the other half serves. */
        public static Settings of(int cost) {
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            return new Settings(cost, threads, threads * WAITING_PER_THREAD);
        }
    }

    /** Starts its threads when they are needed; must be closed. */
    public BcryptPasswordHashing(Settings settings) {
        this.cost = settings.cost();
        this.pool = new HashingPool(settings.threads(), settings.waitingMax(), expectedTime(settings.cost()));
        this.salt = BCrypt.gensalt(cost, random);
    }

    /** A rough guess for a processor of our days, only ever used to tell a client when to come back. */
    private static Duration expectedTime(int cost) {
        return Duration.ofMillis(200L << cost >> Settings.COST_DEFAULT);
    }

    @Override
    public String hash(String password, Bytes pepper) {
        if (!Unicode.isWellFormed(password)) {
            throw new IllegalArgumentException("a password has no half of a surrogate pair");
        }
        return pool.run(() -> SCHEME + BCrypt.hashpw(keyed(password, pepper), BCrypt.gensalt(cost, random)));
    }

    @Override
    public boolean matches(String password, @Nullable String stored, Bytes pepper) {
        String bcrypt = stored != null && isReadable(stored) && Unicode.isWellFormed(password)
                ? stored.substring(SCHEME.length())
                : null;
        // The hash of nothing costs the same, and what it says does not count.
        String compared = bcrypt == null ? nothing(cost) : bcrypt;
        return pool.run(() -> check(keyed(password, pepper), compared)) && bcrypt != null;
    }

    /**
     * Compares, and pays what is missing to the configured cost: 2^c and then 2^c + 2^(c+1) + ... + 2^(cost-1) make 2^cost. Otherwise
     * accounts from before a raise would be told from unknown ones by being faster.
     */
    private boolean check(String keyed, String bcrypt) {
        boolean equal = checkAlone(keyed, bcrypt);
        for (int paid = cost(bcrypt); paid < cost; paid++) {
            checkAlone(keyed, nothing(paid));
        }
        return equal;
    }

    /** A form of some cost that is the hash of nothing. */
    private String nothing(int itsCost) {
        return BCRYPT_PREFIX
                + "%02d".formatted(itsCost)
                + salt.substring(BCRYPT_PREFIX.length() + COST_DIGITS)
                + ".".repeat(31);
    }

    @Override
    public boolean needsRehash(String stored) {
        return !isReadable(stored) || cost(stored.substring(SCHEME.length())) < cost;
    }

    private static boolean checkAlone(String keyed, String bcrypt) {
        try {
            return BCrypt.checkpw(keyed, bcrypt);
        } catch (RuntimeException e) {
            // The library throws whatever its parsing runs into; a stored form that it cannot read matches nothing.
            return false;
        }
    }

    private static boolean isReadable(String stored) {
        return stored.length() == STORED_CHARS
                && stored.startsWith(STORED_PREFIX)
                && stored.chars()
                        .skip(STORED_PREFIX.length())
                        .limit(COST_DIGITS)
                        .allMatch(c -> c >= '0' && c <= '9')
                && cost(stored.substring(SCHEME.length())) <= 16;
    }

    private static int cost(String bcrypt) {
        return Integer.parseInt(bcrypt, BCRYPT_PREFIX.length(), BCRYPT_PREFIX.length() + COST_DIGITS, 10);
    }

    private static String keyed(String password, Bytes pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper.toByteArray(), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Begins nothing more; what runs ends by itself. */
    @Override
    public void close() {
        pool.close();
    }
}
