package io.cfguardian.identity.otp;

import com.bastiaanjansen.otp.HMACAlgorithm;
import com.bastiaanjansen.otp.HOTPGenerator;
import io.cfguardian.app.identity.port.OneTimePasswords;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.identity.secret.ReadableCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/**
 * RFC 6238 by otp-java, with the parameters that every authenticator has: HMAC-SHA-1, six digits, 30 seconds. Used by many
 * threads.
 */
public final class TimeBasedPasswords implements OneTimePasswords {

    private static final int SECRET_BYTES = 20;
    private static final int DIGITS = 6;
    private static final long STEP_SECONDS = 30;

    /** A clock may be wrong by one step in either direction. */
    private static final int STEPS_AROUND = 1;

    private static final int CODES = 10;
    private static final int CODE_GROUPS = 5;
    private static final int CODE_GROUP_CHARS = 5;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Bytes newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Bytes.of(secret);
    }

    @Override
    public String typed(Bytes secret) {
        return new Base32().encodeToString(secret.toByteArray()).replace("=", "");
    }

    @Override
    public String enrolmentUri(Bytes secret, String issuer, String account) {
        if (issuer.contains(":")) {
            throw new IllegalArgumentException("the issuer of one-time passwords has no colon");
        }
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + typed(secret) + "&issuer="
                + encoded(issuer) + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS;
    }

    private static String encoded(String text) {
        // The encoder writes the form of HTML, where a space is a plus; authenticators would show the plus.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public OptionalLong matchingStep(Bytes secret, String code, Instant now) {
        if (code.length() != DIGITS || code.chars().anyMatch(c -> c < '0' || c > '9')) {
            return OptionalLong.empty();
        }
        HOTPGenerator generator = generator(secret, DIGITS);
        byte[] given = code.getBytes(StandardCharsets.US_ASCII);
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong matching = OptionalLong.empty();
        // All of them, so that the time tells nothing; backwards, so that of equal codes the earliest counts.
        for (long step = current + STEPS_AROUND; step >= current - STEPS_AROUND; step--) {
            byte[] expected = generator.generate(step).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, given)) {
                matching = OptionalLong.of(step);
            }
        }
        return matching;
    }

    /** For the test vectors too, which have eight digits. */
    @SuppressWarnings("deprecation") // Most authenticators know SHA-1 alone, and an HMAC of it is not broken.
    static HOTPGenerator generator(Bytes secret, int digits) {
        return new HOTPGenerator.Builder(new Base32().encode(secret.toByteArray()))
                .withAlgorithm(HMACAlgorithm.SHA1)
                .withPasswordLength(digits)
                .build();
    }

    @Override
    public List<String> newRecoveryCodes() {
        return Stream.generate(() -> ReadableCode.draw(random, CODE_GROUPS, CODE_GROUP_CHARS))
                .distinct()
                .limit(CODES)
                .toList();
    }

    @Override
    public Optional<Hash> recoveryDigest(String code) {
        return ReadableCode.canonical(code, CODE_GROUPS * CODE_GROUP_CHARS)
                .map(canonical -> Bytes.utf8(canonical).sha256());
    }
}
