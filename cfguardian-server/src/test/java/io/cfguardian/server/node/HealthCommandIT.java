package io.cfguardian.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cfguardian.server.ExitCode;
import io.cfguardian.testkit.tls.TestKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command makes of an answer. A node is asked where its image is built. */
class HealthCommandIT {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void theStatusDecides() throws IOException {
        int port = serve(HttpServer.create(ANY_PORT, 0), 200, 503);
        assertThat(run(settings("http.port: " + port))).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(run(settings("http.port: " + port), "--ready")).isEqualTo(ExitCode.FAILURE);
        assertThat(err).hasToString("cfguardian health: /ready answers 503" + System.lineSeparator());
    }

    @Test
    void aNodeThatServesOnEveryInterfaceIsAskedOnThisMachine() throws IOException {
        int port = serve(HttpServer.create(ANY_PORT, 0), 200, 200);
        assertThat(run(settings("http.host: 0.0.0.0\nhttp.port: " + port)))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void whereNobodyAnswersNothingLives() throws IOException {
        int port = serve(HttpServer.create(ANY_PORT, 0), 200, 200);
        stop();
        assertThat(run(settings("http.port: " + port))).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).contains("http://127.0.0.1:" + port + "/live does not answer");
    }

    @Test
    void overTlsTheCertificateOfTheSettingsIsDemandedWhateverItsNames() throws Exception {
        TestKey key = TestKey.make(TestKey.Kind.EC, directory);
        TestKey other = TestKey.make(TestKey.Kind.EC, directory);
        HttpsServer encrypted = HttpsServer.create(ANY_PORT, 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(context(key)));
        int port = serve(encrypted, 200, 200);
        assertThat(run(settings(tls(port, key)))).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(run(settings(tls(port, other)))).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).contains("does not answer (javax.net.ssl.SSLHandshakeException");
    }

    @Test
    void wrongSettingsAreTold() throws IOException {
        assertThat(run(settings("http.prot: 1"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("cfguardian health: http.prot: unknown key");
    }

    private int serve(HttpServer made, int live, int ready) {
        answer(made, "/live", live);
        answer(made, "/ready", ready);
        made.start();
        server = made;
        return made.getAddress().getPort();
    }

    private static void answer(HttpServer made, String path, int status) {
        made.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private static SSLContext context(TestKey key) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(key.pkcs12())) {
            store.load(in, TestKey.PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, TestKey.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static String tls(int port, TestKey key) {
        return "http.port: %d\nhttp.tls.keystore-file: %s\nhttp.tls.keystore-password: %s"
                .formatted(port, key.pkcs12(), TestKey.PASSWORD);
    }

    private Path settings(String http) throws IOException {
        return Files.writeString(directory.resolve("node.yaml"), """
                cluster.plaintext: true
                secrets.master: K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=
                %s
                """.formatted(http));
    }

    private int run(Path settings, String... more) {
        CommandLine commandLine = new CommandLine(new HealthCommand());
        commandLine.setErr(new PrintWriter(err, true));
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--settings";
        arguments[1] = settings.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return commandLine.execute(arguments);
    }
}
