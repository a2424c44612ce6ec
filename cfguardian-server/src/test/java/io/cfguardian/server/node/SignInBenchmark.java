package io.cfguardian.server.node;

import io.cfguardian.app.identity.NodeWrites;
import io.cfguardian.app.identity.port.ServiceTokenText;
import io.cfguardian.app.identity.session.SignIn;
import io.cfguardian.app.identity.session.SignIn.SignedIn;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.http.server.Authenticator;
import io.cfguardian.http.server.Authenticator.Known;
import io.cfguardian.raft.machine.RaftNode;
import io.cfguardian.raft.machine.RaftNodeStartException;
import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.testkit.cluster.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.mindrot.jbcrypt.BCrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a node, with its store on the disk and its log, to let somebody in: a whole login beside bcrypt alone at the same
 * cost, and the check of a token, what it stands for looked up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 5)
@SuppressWarnings("NullAway.Init") // JMH calls start first.
public class SignInBenchmark {

    private static final String EMAIL = "admin@example.com";
    private static final String PASSWORD = "tangerine owl 7 postbox";
    private static final Source SOURCE = new Source("127.0.0.1", "benchmark");

    private final String hash = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(12));
    private final Teardown teardown = new Teardown();
    private Path directory;
    private SignIn signIn;
    private Authenticator authenticator;
    private String authorization;
    private String serviceAuthorization;

    /** Starts a node of its own. */
    @Setup(Level.Trial)
    public void start() throws IOException, NodeStartFailure, RaftNodeStartException {
        directory = Files.createTempDirectory("cfguardian-benchmark");
        Settings settings = settings();
        OtlpParts otlp = new OtlpParts(settings, teardown);
        RaftNode raft = teardown.add(
                "replication",
                RaftNode.start(PartSettings.raft(settings), FatalStop::now, FatalStop::removed, otlp.tracer()));
        Wiring wiring = new Wiring(settings, raft, otlp, teardown);
        wiring.identity().start(raft.cluster(), wiring.startRoster(teardown), teardown);
        signIn = wiring.identity().accounts().signIn();
        authenticator = wiring.identity().authenticator();
        SignIn.Result first = Awaitility.await()
                .ignoreExceptions()
                .until(() -> signIn.login(EMAIL, PASSWORD, SOURCE), SignedIn.class::isInstance);
        authorization = "Bearer " + ((SignedIn) first).tokens().accessToken();
        serviceAuthorization =
                "Bearer " + service(wiring.identity().nodeWrites()).text();
    }

    private static ServiceTokenText service(NodeWrites node) {
        ServiceTokenId id = new ServiceTokenId(new ProjectKey("bench"), new TokenKey("load"));
        Bytes secret = Bytes.of(new byte[ServiceTokenText.SECRET_BYTES]);
        node.run(new CreateProject(id.project(), ""));
        node.run(new IssueToken(id, "", secret.sha256(), null, Grant.of(Role.VIEWER)));
        return new ServiceTokenText(id.project(), id.key().value(), secret);
    }

    private Settings settings() {
        int port = Ports.pick(1).getFirst();
        Map<String, String> given = Map.of(
                "CFGUARDIAN_SECRETS_MASTER",
                "q8ZkT2vLx0RbN5uYw3MfHs7DjA1ePcG9",
                "CFGUARDIAN_CLUSTER_PLAINTEXT",
                "true",
                "CFGUARDIAN_ADMIN_EMAIL",
                EMAIL,
                "CFGUARDIAN_ADMIN_PASSWORD",
                PASSWORD,
                "CFGUARDIAN_NODE_DATA",
                directory.toString(),
                "CFGUARDIAN_RAFT_PORT",
                String.valueOf(port),
                "CFGUARDIAN_CLUSTER_MEMBERS",
                "node-1=127.0.0.1:" + port + "/127.0.0.1:8080");
        return switch (SettingsReader.read(null, given)) {
            case Usable(Settings settings) -> settings;
            case Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /** The library by itself. */
    @Benchmark
    public boolean bcryptAlone() {
        return BCrypt.checkpw(PASSWORD, hash);
    }

    /** A whole login: the attempt is charged, the password checked, a session opened and tokens made. */
    @Benchmark
    public SignIn.Result login() {
        return signIn.login(EMAIL, PASSWORD, SOURCE);
    }

    /** Every request with an access token but its first. */
    @Benchmark
    public Known accessToken() {
        return (Known) authenticator.authenticate(authorization);
    }

    /** Every request with a service token. */
    @Benchmark
    public Known serviceToken() {
        return (Known) authenticator.authenticate(serviceAuthorization);
    }

    /** Stops the node. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        teardown.run();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
