package io.cfguardian.app.identity.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.port.MasterSecret.Accepted;
import io.cfguardian.app.identity.port.MasterSecret.Refused;
import io.cfguardian.domain.bytes.Bytes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterSecretTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "Zk3pWq8vR1nTx6bYc4mHs9dLf2gJa7e", // 31 characters
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababababab",
                "0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "fedcba9876543210fedcba9876543210",
                "abcdefghijklmnopqrstuvwxyzABCDEF",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                "changeme-changeme-changeme-changeme",
                "CHANGE_ME_in_production_9x7q2w4z8v1",
                "ChangeThisToSomethingVeryLongPlease!",
                "please-replace-me-with-32-random-bytes",
                "my-super-secret-jwt-signing-key-2026!",
                "P4ssword-is-not: password1234!xyzQWK",
                "qK7-qwertyuiop-asdfghjkl-zxcvbnm-xW3",
                "correct horse battery staple 12345 xyz",
                "deadbeefcafebabe8badf00d1337c0ffee42",
                "k3J8sW1qZ7pL0vXk3J8sW1qZ7pL0vXk3J8sW1qZ7pL0vX",
                "line one 8f3kQ0zP\nline two 7Gh2mXw9Rt",
                "11223344556677889900112233445566778899001234",
            })
    void whatWasNotDrawnAtRandomIsRefusedWithoutBeingShown(String text) {
        assertThat(MasterSecret.read(text)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isNotBlank();
            for (int i = 0; i + 8 <= text.length(); i++) {
                assertThat(refused.reason()).doesNotContain(text.substring(i, i + 8));
            }
        });
    }

    @Test
    void whatWasDrawnAtRandomIsTaken() {
        Random random = new Random(20261121);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            assertThat(MasterSecret.read(HexFormat.of().formatHex(bytes))).isInstanceOf(Accepted.class);
            assertThat(MasterSecret.read(Base64.getEncoder().encodeToString(bytes)))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void whiteSpaceAroundItIsNotPartOfIt() {
        String secret = "Zk3pWq8vR1nTx6bYc4mHs9dLf2gJa7eU";
        assertThat(read("\t" + secret + "\n").content()).isEqualTo(Bytes.utf8(secret));
    }

    @Test
    void itsTextFormDoesNotShowIt() {
        assertThat(new Accepted(read("Zk3pWq8vR1nTx6bYc4mHs9dLf2gJa7eU")).toString())
                .doesNotContain("Zk3p");
    }

    private static MasterSecret read(String text) {
        assertThat(MasterSecret.read(text)).isInstanceOf(Accepted.class);
        return ((Accepted) MasterSecret.read(text)).secret();
    }
}
