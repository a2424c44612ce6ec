package io.cfguardian.identity.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.identity.password.ListedPasswordPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomSecretsTest {

    private final RandomSecrets secrets = new RandomSecrets();

    @Test
    void noTwoAreEqual() {
        assertThat(Stream.generate(() -> secrets.random(16)).limit(10_000).distinct())
                .hasSize(10_000)
                .allMatch(secret -> secret.size() == 16);
    }

    @Test
    void everyBitIsDrawn() {
        int[] ones = new int[256];
        Stream.generate(() -> secrets.random(32)).limit(4_000).forEach(secret -> {
            byte[] bytes = secret.toByteArray();
            for (int bit = 0; bit < ones.length; bit++) {
                ones[bit] += bytes[bit / 8] >> bit % 8 & 1;
            }
        });
        // Seven standard deviations around the mean.
        assertThat(Arrays.stream(ones).boxed()).allMatch(count -> Math.abs(count - 2_000) < 222);
    }

    @Test
    void passwordsPassThePolicy() {
        ListedPasswordPolicy policy = new ListedPasswordPolicy();
        assertThat(Stream.generate(secrets::password).limit(1_000).distinct())
                .hasSize(1_000)
                .allMatch(password -> password.matches("([0-9a-hjkmnp-tv-z]{6}-){3}[0-9a-hjkmnp-tv-z]{6}"))
                .allMatch(password ->
                        policy.objection(password, "admin@example.com").isEmpty());
    }

    @Test
    void aLengthBeyondTheBoundsIsABug() {
        assertThatThrownBy(() -> secrets.random(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> secrets.random(1_025)).isInstanceOf(IllegalArgumentException.class);
    }
}
