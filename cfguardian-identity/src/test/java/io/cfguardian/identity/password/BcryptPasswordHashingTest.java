package io.cfguardian.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Bytes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

class BcryptPasswordHashingTest {

    private static final int ROUNDS_MAX = 40;
    private static final Bytes PEPPER = Bytes.utf8("a pepper of thirty-two bytes....");
    private static final BcryptPasswordHashing HASHING =
            new BcryptPasswordHashing(new BcryptPasswordHashing.Settings(10, 1, 16));
    private static final String RIGHT = "correct horse battery staple";
    private static final String STORED = HASHING.hash(RIGHT, PEPPER);

    @AfterAll
    static void close() {
        HASHING.close();
    }

    @Test
    void theRightPasswordMatches() {
        assertThat(HASHING.matches(RIGHT, STORED, PEPPER)).isTrue();
        assertThat(HASHING.matches(RIGHT + " ", STORED, PEPPER)).isFalse();
    }

    @Test
    void theStoredFormSaysItsSchemeAndIsDifferentEachTime() {
        assertThat(STORED)
                .startsWith("hmac-sha256+bcrypt$2a$10$")
                .isASCII()
                .doesNotContain(RIGHT)
                .isNotEqualTo(HASHING.hash(RIGHT, PEPPER));
    }

    static Stream<Arguments> differentPasswords() {
        return Stream.of(
                Arguments.of("72 and 73 bytes", "x".repeat(72), "x".repeat(73)),
                Arguments.of("the 73rd byte", "x".repeat(72) + "a", "x".repeat(72) + "b"),
                Arguments.of("the 200th byte", "x".repeat(199) + "a", "x".repeat(199) + "b"),
                Arguments.of("behind a NUL", "twelve bytes\0one", "twelve bytes\0two"),
                Arguments.of("a NUL at the end", "twelve bytes", "twelve bytes\0"),
                Arguments.of("multi-byte characters", "é".repeat(36) + "à", "é".repeat(36) + "á"),
                Arguments.of("the upper half of a pair", "🔑".repeat(18) + "🔒", "🔑".repeat(18) + "🔓"),
                Arguments.of("composed and not", "café au lait", "cafe\u0301 au lait"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differentPasswords")
    void differentPasswordsNeverMatch(String difference, String one, String other) {
        String stored = HASHING.hash(one, PEPPER);
        assertThat(HASHING.matches(other, stored, PEPPER)).as(difference).isFalse();
        assertThat(HASHING.matches(one, stored, PEPPER)).isTrue();
    }

    @Test
    void anotherPepperMatchesNothing() {
        assertThat(HASHING.matches(RIGHT, STORED, Bytes.utf8("another pepper of thirty-two by.")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hmac-sha256+bcrypt",
                "hmac-sha256+bcrypt$2a$10$",
                "$2a$10$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "hmac-sha256+bcrypt$2b$10$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "hmac-sha256+bcrypt$2a$31$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "hmac-sha256+bcrypt$2a$-1$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "hmac-sha256+bcrypt$2a$1x$Ro0CUfOqk6cXEKf3dyaM7OhSCvnwM9s4wIX9JeLapehKK5YdLxKcm",
                "hmac-sha256+bcrypt$2a$10$éééééééééééééééééééééééééééééééééééééééééééééééééééééé",
                "argon2id$v=19$m=65536"
            })
    void aStoredFormThatCannotBeReadMatchesNothing(String stored) {
        assertThat(HASHING.matches(RIGHT, stored, PEPPER)).isFalse();
    }

    @Test
    void aPasswordInPlaceOfItsHashMatchesNothing() {
        assertThat(HASHING.matches(STORED, STORED, PEPPER)).isFalse();
        assertThat(HASHING.matches(RIGHT, RIGHT, PEPPER)).isFalse();
    }

    @Test
    void halfASurrogatePairIsNoQuestionMark() {
        String stored = HASHING.hash("half a pair?", PEPPER);
        assertThat(HASHING.matches("half a pair\ud83d", stored, PEPPER)).isFalse();
        assertThatThrownBy(() -> HASHING.hash("half a pair\ud83d", PEPPER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnknownAccountCostsAsMuchAsAKnownOne() {
        // The fastest of each, in turns: what else runs on the machine only ever makes one slower.
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        long unreadable = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && !(round > 2 && alike(known, unknown, unreadable)); round++) {
            known = Math.min(known, nanos(HASHING, STORED));
            unknown = Math.min(unknown, nanos(HASHING, null));
            unreadable = Math.min(unreadable, nanos(HASHING, "broken"));
        }
        assertThat(alike(known, unknown, unreadable))
                .as("known %d ns, unknown %d ns, unreadable %d ns", known, unknown, unreadable)
                .isTrue();
    }

    private static boolean alike(long known, long unknown, long unreadable) {
        long least = Math.min(known, Math.min(unknown, unreadable));
        long most = Math.max(known, Math.max(unknown, unreadable));
        return most < least + least / 4;
    }

    private static long nanos(BcryptPasswordHashing hashing, @Nullable String stored) {
        long start = System.nanoTime();
        hashing.matches("wrong password", stored, PEPPER);
        return System.nanoTime() - start;
    }

    @Test
    void aRaisedCostAsksForANewForm() {
        try (BcryptPasswordHashing dearer = new BcryptPasswordHashing(new BcryptPasswordHashing.Settings(11, 1, 16))) {
            assertThat(dearer.needsRehash(STORED)).isTrue();
            assertThat(dearer.matches(RIGHT, STORED, PEPPER)).isTrue();
        }
        assertThat(HASHING.needsRehash(STORED)).isFalse();
        assertThat(HASHING.needsRehash("argon2id$v=19$m=65536")).isTrue();
    }

    @Test
    void anAccountFromBeforeARaiseCostsAsMuchAsAnUnknownOne() {
        try (BcryptPasswordHashing dearer = new BcryptPasswordHashing(new BcryptPasswordHashing.Settings(12, 1, 16))) {
            long old = Long.MAX_VALUE;
            long unknown = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS_MAX && !(round > 1 && alike(old, unknown, unknown)); round++) {
                old = Math.min(old, nanos(dearer, STORED));
                unknown = Math.min(unknown, nanos(dearer, null));
            }
            assertThat(alike(old, unknown, unknown))
                    .as("old %d ns, unknown %d ns", old, unknown)
                    .isTrue();
        }
    }

    @Test
    void bcryptAloneWouldTakeTheOtherSuffix() {
        // Why the HMAC is there.
        String alone = BCrypt.hashpw("x".repeat(72) + "a", BCrypt.gensalt(4));
        assertThat(BCrypt.checkpw("x".repeat(72) + "b", alone)).isTrue();
    }
}
