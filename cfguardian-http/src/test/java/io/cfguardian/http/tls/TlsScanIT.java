package io.cfguardian.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.testkit.tls.TestKey;
import io.cfguardian.tls.KeySource.Pkcs12File;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of TLS is spoken, asked byte by byte and, where it is installed, by sslscan. docs/security/tls.md has its result. */
class TlsScanIT {

    private static final Pattern CIPHER =
            Pattern.compile("(?:Preferred|Accepted)\\s+(TLSv1\\.[0-9]|SSLv[23])\\s+(\\d+) bits\\s+(\\S+).*");

    private static final Pattern STRONG = Pattern.compile("(TLS_|ECDHE-).*(GCM|POLY1305).*");

    @TempDir
    Path directory;

    private TestNode start(TestKey.Kind kind) {
        TestKey pair = TestKey.make(kind, directory);
        return new TestNode(TestNode.settings()
                .with(new Encrypted(
                        new Pkcs12File(pair.pkcs12(), TestKey.PASSWORD), Duration.ofMinutes(1), OptionalInt.empty())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void versionsBefore12AreRefusedWithAnAlert(int minor) throws IOException {
        try (TestNode node = start(TestKey.Kind.RSA);
                RawHttp socket = new RawHttp(node.port())) {
            socket.send(greeting(minor));
            byte[] answer = socket.socket().getInputStream().readNBytes(7);
            // An alert, fatal, protocol_version (RFC 5246, 7.2) or handshake_failure.
            assertThat(answer[0]).isEqualTo((byte) 21);
            assertThat(answer[5]).isEqualTo((byte) 2);
            assertThat(answer[6]).isIn((byte) 70, (byte) 40);
        }
    }

    /** A ClientHello of SSL 3.0, TLS 1.0 or 1.1 that offers what was common then. */
    private static byte[] greeting(int minor) {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.writeBytes(new byte[] {3, (byte) minor});
        hello.writeBytes(new byte[32]);
        hello.write(0);
        hello.writeBytes(new byte[] {0, 8, 0, 0x2f, 0, 0x35, 0, 0x0a, (byte) 0xc0, 0x13});
        hello.writeBytes(new byte[] {1, 0});
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(new byte[] {22, 3, (byte) minor, 0, (byte) (hello.size() + 4)});
        record.writeBytes(new byte[] {1, 0, 0, (byte) hello.size()});
        record.writeBytes(hello.toByteArray());
        return record.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"EC", "RSA"})
    void aScanFindsNothingWeak(TestKey.Kind kind) throws IOException {
        if (!isInstalled("sslscan")) {
            System.out.println("sslscan is not installed: the scan is left to .ci/run, which installs it");
            return;
        }
        String report;
        try (TestNode node = start(kind)) {
            report = scan(node.port());
        }
        System.out.println(report);
        assertThat(report)
                .containsPattern("SSLv2\\s+disabled")
                .containsPattern("SSLv3\\s+disabled")
                .containsPattern("TLSv1.0\\s+disabled")
                .containsPattern("TLSv1.1\\s+disabled")
                .containsPattern("TLSv1.2\\s+enabled")
                .containsPattern("TLSv1.3\\s+enabled")
                .doesNotContainPattern("(?<!not )vulnerable to heartbleed")
                .doesNotContain("Compression enabled", "Secure session renegotiation supported", "ffdhe")
                .containsPattern("TLSv1.3\\s+128 bits\\s+x25519");
        Set<String> versions = new TreeSet<>();
        for (String line : report.lines().toList()) {
            Matcher cipher = CIPHER.matcher(line.strip());
            if (cipher.matches()) {
                versions.add(cipher.group(1));
                assertThat(cipher.group(3)).matches(STRONG);
                assertThat(Integer.parseInt(cipher.group(2))).isGreaterThanOrEqualTo(128);
            }
        }
        assertThat(versions).containsExactly("TLSv1.2", "TLSv1.3");
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String scan(int port) throws IOException {
        Process sslscan = new ProcessBuilder("sslscan", "--no-colour", "localhost:" + port)
                .redirectErrorStream(true)
                .start();
        return new String(sslscan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
