package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.projection.Checkpoint;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.postgres.PostgresSettings.Security;
import io.cfguardian.postgres.PostgresSettings.Security.Plain;
import io.cfguardian.postgres.PostgresSettings.Security.Tls;
import io.cfguardian.testkit.postgres.RealPostgres;
import io.cfguardian.testkit.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connections to the server are over TLS, to the server that was meant, or there are none. */
class TlsIT {

    private static final Duration MONTH = Duration.ofDays(30);

    private final TestAuthority authority = TestAuthority.of("test");
    private final RealPostgres postgres = RealPostgres.start();
    private Path ca;

    @BeforeEach
    void begin(@TempDir Path directory) throws IOException {
        ca = Files.writeString(directory.resolve("ca.pem"), authority.certificatePem());
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void aServerWithTheRightNameAndAuthorityIsSpokenToOverTls() {
        serve("127.0.0.1", MONTH);

        try (Connections connections = new Connections(settings(new Tls(ca)))) {
            assertThat(connections.<String>inTransaction(Duration.ofSeconds(5), TlsIT::protocol))
                    .isEqualTo("TLSv1.3");
        }
        try (PostgresProjection projection = new PostgresProjection(settings(new Tls(ca)), ProjectionDesk::record)) {
            assertThat(projection.checkpoint()).isEqualTo(Checkpoint.NONE);
        }
    }

    private static String protocol(DSLContext sql) {
        return String.valueOf(sql.fetchValue("SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused(@TempDir Path directory) throws IOException {
        serve("127.0.0.1", MONTH);
        Path other = Files.writeString(
                directory.resolve("other.pem"), TestAuthority.of("test").certificatePem());

        assertRefused(new Tls(other), "PKIX path");
        assertRefused(new Tls(null), "PKIX path");
    }

    @Test
    void aServerOfAnotherNameIsRefused() {
        serve("db.example.org", MONTH);

        assertRefused(new Tls(ca), "127.0.0.1");
    }

    @Test
    void aCertificateThatHasEndedIsRefused() {
        serve("127.0.0.1", MONTH.negated());

        assertRefused(new Tls(ca), "SSL error");
    }

    @Test
    void aServerWithoutTlsIsRefused() {
        assertRefused(new Tls(ca), "does not support SSL");
    }

    @Test
    void aServerThatWantsTlsRefusesPlainText() {
        serve("127.0.0.1", MONTH);

        assertRefused(new Plain(), "no encryption");
    }

    private void serve(String host, Duration validity) {
        postgres.kill();
        postgres.useTls(authority.certify("postgres", host, validity));
        postgres.restart();
    }

    private void assertRefused(Security security, String reason) {
        try (PostgresProjection projection = new PostgresProjection(settings(security), ProjectionDesk::record)) {
            assertThatThrownBy(projection::checkpoint)
                    .isInstanceOf(ProjectionUnavailable.class)
                    .hasMessageContaining(reason);
        }
    }

    private PostgresSettings settings(Security security) {
        return new PostgresSettings(
                "127.0.0.1",
                postgres.port(),
                postgres.database(),
                postgres.user(),
                "",
                security,
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                "cfguardian test");
    }
}
