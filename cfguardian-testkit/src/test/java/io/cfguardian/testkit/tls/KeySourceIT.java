package io.cfguardian.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.tls.CertifiedKey;
import io.cfguardian.tls.KeySource;
import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.KeySource.Pkcs12File;
import io.cfguardian.tls.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeySourceIT {

    @TempDir
    Path directory;

    private PemFiles pem(String certificate, String key) throws IOException {
        return new PemFiles(
                Files.writeString(directory.resolve("tls.crt"), certificate),
                Files.writeString(directory.resolve("tls.key"), key));
    }

    private static void assertUnusable(KeySource source, String... words) {
        assertThatThrownBy(() -> source.read())
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain(TestKey.PASSWORD);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfAnyKindIsReadFromPemAndFromPkcs12(TestKey.Kind kind) throws Exception {
        TestKey made = TestKey.make(kind, directory);
        String withText = "subject=CN=localhost\n" + made.certificatePem().replace("\n", "\r\n") + "trailing text\n";
        CertifiedKey fromPem = pem(withText, made.keyPem()).read();
        CertifiedKey fromPkcs12 = new Pkcs12File(made.pkcs12(), TestKey.PASSWORD).read();
        assertThat(fromPem.chain()).containsExactly(made.certificate());
        assertThat(fromPem.key()).isEqualTo(fromPkcs12.key());
        assertThat(fromPem.keyStore().size()).isEqualTo(1);
    }

    @Test
    void whatIsNoPairIsRefusedAndTheMessageSaysWhatToDo() throws IOException {
        TestKey one = TestKey.make(TestKey.Kind.EC, directory);
        TestKey other = TestKey.make(TestKey.Kind.EC, directory);
        TestKey rsa = TestKey.make(TestKey.Kind.RSA, directory);

        assertUnusable(pem(one.certificatePem(), other.keyPem()), "tls.crt", "not that of the private key");
        assertUnusable(pem(one.certificatePem(), rsa.keyPem()), "tls.key", "kind");
        assertUnusable(pem("", one.keyPem()), "tls.crt", "no certificate");
        assertUnusable(pem(one.keyPem(), one.keyPem()), "tls.crt", "no certificate");
        assertUnusable(pem(one.certificatePem(), ""), "tls.key", "PKCS#8", "openssl");
        assertUnusable(
                pem(one.certificatePem(), one.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY")), "tls.key", "PKCS#8");
        assertUnusable(pem(one.certificatePem(), one.keyPem().substring(0, 90)), "tls.key");
        assertUnusable(pem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", one.keyPem()), "tls.crt");
        assertUnusable(new PemFiles(directory.resolve("absent"), directory.resolve("tls.key")), "absent", "NoSuchFile");
        assertUnusable(new Pkcs12File(one.pkcs12(), "wrong"), "key.p12", "password");
        assertUnusable(new Pkcs12File(directory.resolve("tls.crt"), TestKey.PASSWORD), "tls.crt");
    }

    @Test
    void nothingSecretShowsInText() throws Exception {
        TestKey one = TestKey.make(TestKey.Kind.EC, directory);
        Pkcs12File source = new Pkcs12File(one.pkcs12(), TestKey.PASSWORD);
        assertThat(source + " " + source.read()).doesNotContain(TestKey.PASSWORD, "PrivateKey");
    }
}
