package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.server.settings.Settings.LogFormat;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private static final String MASTER = "q8ZkT2vLx0RbN5uYw3MfHs7DjA1ePcG9";
    private static final String PASSWORD = "correct.horse.battery";

    @TempDir
    Path directory;

    @Test
    void aMasterSecretAndAWordOnTheChannelAreAllThatMustBeGiven() {
        Settings settings = usable("", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER));

        assertThat(settings.http().address()).hasToString("127.0.0.1:8080");
        assertThat(settings.cluster().members()).hasToString("[node-1=127.0.0.1:7400/127.0.0.1:8080]");
        assertThat(settings.limits().requestBytes()).isEqualTo(10 << 20);
        assertThat(settings.raft().electionTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.identity().administrator().email().value()).isEqualTo("admin@localhost");
        assertThat(settings.identity().administrator().password()).isNull();
    }

    @Test
    void aPassphraseMayHaveBlanksInIt() {
        Settings settings = usable(
                "", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER, "CFGUARDIAN_ADMIN_PASSWORD", "four words of mine"));

        assertThat(settings.identity().administrator().password())
                .isNotNull()
                .extracting(Secret::reveal)
                .isEqualTo("four words of mine");
        assertThat(refused(
                        "",
                        Map.of(
                                "CFGUARDIAN_SECRETS_MASTER",
                                MASTER,
                                "CFGUARDIAN_ADMIN_PASSWORD",
                                "four words\nof mine")))
                .singleElement()
                .asString()
                .contains("admin.password")
                .doesNotContain("four");
    }

    @Test
    void aVariableComesBeforeTheFileAndTheFileBeforeTheDefault() {
        Settings settings = usable(
                """
                http:
                  port: 9000
                raft.port: 9001
                log: {format: json}
                """, Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER, "CFGUARDIAN_HTTP_PORT", "9090", "PATH", "/bin"));

        assertThat(settings.http().address().port()).isEqualTo(9090);
        assertThat(settings.raft().address().port()).isEqualTo(9001);
        assertThat(settings.log().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void membersAreReadFromTheFileAndFromTheVariableAlike() {
        String file = """
                node.id: b
                raft.port: 7402
                cluster:
                  members:
                    - a=127.0.0.1:7401/127.0.0.1:8081
                    - b=127.0.0.1:7402/[::1]:8082
                """;
        Map<String, String> variables = Map.of(
                "CFGUARDIAN_SECRETS_MASTER", MASTER,
                "CFGUARDIAN_NODE_ID", "b",
                "CFGUARDIAN_RAFT_PORT", "7402",
                "CFGUARDIAN_CLUSTER_MEMBERS", "a=127.0.0.1:7401/127.0.0.1:8081, b=127.0.0.1:7402/[::1]:8082");

        List<Member> fromFile = usable(file, Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER))
                .cluster()
                .members();
        List<Member> fromVariable = usable("", variables).cluster().members();

        assertThat(fromFile).isEqualTo(fromVariable).hasSize(2);
        assertThat(fromFile.getLast().http()).isEqualTo(new Address("::1", 8082));
    }

    @Test
    void aSecretMayBeInAFileOfItsOwn() throws IOException {
        Path master = Files.writeString(directory.resolve("master"), MASTER + "\n");
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");

        Settings settings = usable(
                "",
                Map.of(
                        "CFGUARDIAN_SECRETS_MASTER_FILE", master.toString(),
                        "CFGUARDIAN_ADMIN_PASSWORD_FILE", password.toString()));

        assertThat(settings.identity().master().content()).isEqualTo(Bytes.utf8(MASTER));
        assertThat(settings.identity().administrator().password())
                .isNotNull()
                .satisfies(given -> assertThat(given.reveal()).isEqualTo(PASSWORD));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        List<String> told = refused("""
                http:
                  prot: 80
                  port: 99999
                raft.election-timeout: soon
                limits:
                  request-bytes: 1TB
                log.level: loud
                node: me
                """, Map.of("CFGUARDIAN_SECRETS_MASTER", "short", "CFGUARDIAN_NODE_DTAA", "x"));

        String in = " in " + settingsFile();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "http.prot: unknown key" + in + "; did you mean http.port?",
                        "http.port is \"99999\"" + in + ": expected 1 to 65535",
                        "raft.election-timeout is \"soon\"" + in
                                + ": expected 100ms to 60s, in ms, s, m, h, d or as ISO 8601 (PT2S)",
                        "limits.request-bytes is \"1TB\"" + in + ": expected 64KiB to 64MiB, in B, KiB, MiB or GiB",
                        "log.level is \"loud\"" + in + ": expected error, warn, info, debug, trace",
                        "node: a section, not a key" + in
                                + "; expected one of node.id, node.data, node.drain-time, node.stop-timeout, node.disk-reserve, node.ballast, node.ready-lag",
                        "secrets.master is a text of 5 characters in CFGUARDIAN_SECRETS_MASTER: expected 32 to 1024"
                                + " characters drawn at random, as by: openssl rand -base64 32",
                        "CFGUARDIAN_NODE_DTAA: unknown variable; did you mean CFGUARDIAN_NODE_DATA?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NODE_ID          | n9                                          | node.id is "n9": expected one of the ids in cluster.members: a, b
                    RAFT_PORT        | 7499                                        | raft.port is 127.0.0.1:7499 with raft.host: expected this node's own address in cluster.members, 127.0.0.1:7401
                    HTTP_PORT        | 7401                                        | http.port is "7401": expected another port than raft.port
                    CLUSTER_MEMBERS  | a=127.0.0.1:7401/h:1,b=10.0.0.1:7402/h:2    | cluster.members is "b=10.0.0.1:7402/h:2": expected a loopback Raft address (127.0.0.1), because traffic between nodes is not encrypted
                    CLUSTER_MEMBERS  | a=127.0.0.1:7401/h:1,a=127.0.0.1:7402/h:2   | cluster.members is "a=127.0.0.1:7402/h:2": expected members with different id, got a twice
                    CLUSTER_MEMBERS  | a=127.0.0.1:7401/h:1,b=127.0.0.1:7401/h:2   | cluster.members is "b=127.0.0.1:7401/h:2": expected members with different Raft address, got 127.0.0.1:7401 twice
                    CLUSTER_MEMBERS  | a=127.0.0.1:7401/h:1,b=127.0.0.1:7402/h:1   | cluster.members is "b=127.0.0.1:7402/h:1": expected members with different HTTP address, got h:1 twice
                    CLUSTER_MEMBERS  | a                                           | cluster.members is "a" in CFGUARDIAN_CLUSTER_MEMBERS: expected entries of the form id=raftHost:port/httpHost:port, in the variable with commas between them
                    CLUSTER_MEMBERS  | a=[::1]:7401/h:1                            | cluster.members is "a=[::1]:7401/h:1" in CFGUARDIAN_CLUSTER_MEMBERS: expected entries of the form id=raftHost:port/httpHost:port, in the variable with commas between them
                    SECRETS_MASTER_FILE | /nowhere/secret                          | secrets.master: expected it or secrets.master-file, got both
                    SECRETS_MASTER   | 0123456789abcdef0123456789abcdef            | secrets.master is a text of 32 characters in CFGUARDIAN_SECRETS_MASTER: expected 32 to 1024 characters drawn at random, as by: openssl rand -base64 32
                    ADMIN_EMAIL      | nobody                                      | admin.email is "nobody" in CFGUARDIAN_ADMIN_EMAIL: expected an e-mail address in ASCII
                    HTTP_HOST        | a host                                      | http.host is "a host" in CFGUARDIAN_HTTP_HOST: expected a DNS name or an IP address
                    CLUSTER_NAME     | Main                                        | cluster.name is "Main" in CFGUARDIAN_CLUSTER_NAME: expected 1 to 64 characters of a-z, 0-9 and inner hyphens, the first a letter
                    """)
    void oneWrongVariableIsOneProblem(String variable, String value, String problem) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CFGUARDIAN_SECRETS_MASTER", MASTER,
                "CFGUARDIAN_NODE_ID", "a",
                "CFGUARDIAN_RAFT_PORT", "7401",
                "CFGUARDIAN_CLUSTER_MEMBERS", "a=127.0.0.1:7401/127.0.0.1:8080,b=127.0.0.1:7402/127.0.0.1:8081"));
        environment.put("CFGUARDIAN_" + variable, value);

        assertThat(refused("", environment)).containsExactly(problem);
    }

    @Test
    void aRaftAddressBeyondThisMachineIsRefused() {
        assertThat(refused("raft.host: 0.0.0.0", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER)))
                .containsExactly("raft.host is \"0.0.0.0\": expected a loopback address (127.0.0.1), because traffic"
                        + " between nodes is not encrypted");
    }

    @Test
    void withoutAMasterSecretNothingStarts() {
        assertThat(refused("", Map.of()))
                .containsExactly(
                        "secrets.master: expected secrets.master-file (CFGUARDIAN_SECRETS_MASTER_FILE) or"
                                + " secrets.master (CFGUARDIAN_SECRETS_MASTER), got neither; make one by: openssl rand -base64 32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - a                   | expected keys and values at its top level
                    a: {b                 | not YAML in line 1, column 6: expected ',' or '}', but got <stream end>
                    """)
    void aFileThatIsNoMappingIsOneProblem(String text, String expected) {
        assertThat(refused(text, Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER)))
                .containsExactly(settingsFile() + ": " + expected);
    }

    @Test
    void aKeyGivenTwiceIsAProblem() {
        assertThat(refused("log.level: info\nlog.level: warn\n", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER)))
                .containsExactly(settingsFile() + ": not YAML in line 2, column 1: found duplicate key log.level");
    }

    @Test
    void aKeyGivenInBothFormsIsAProblem() {
        assertThat(refused("log.level: info\nlog: {level: warn}\n", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER)))
                .containsExactly("log.level: given twice in " + settingsFile());
    }

    @Test
    void aListWhereOneValueIsExpectedIsAProblem() {
        assertThat(refused("http: {port: [8080]}", Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER)))
                .containsExactly("http.port[0]: in " + settingsFile() + ", expected 1 to 65535");
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(texts(SettingsReader.read(
                        directory.resolve("absent.yaml"),
                        Map.of("CFGUARDIAN_SECRETS_MASTER", MASTER, "CFGUARDIAN_CLUSTER_PLAINTEXT", "true"))))
                .containsExactly(directory.resolve("absent.yaml") + ": no such file");
    }

    @Test
    void noSecretEverShows() throws IOException {
        String secret = "tooshort-but-secret";
        Path file = Files.writeString(directory.resolve("secret"), secret);

        assertThat(refused("secrets.master: " + secret, Map.of())).noneMatch(text -> text.contains(secret));
        assertThat(refused("secrets:\n  master: [" + secret + "\n", Map.of())).noneMatch(text -> text.contains(secret));
        assertThat(refused("", Map.of("CFGUARDIAN_SECRETS_MASTER_FILE", file.toString())))
                .noneMatch(text -> text.contains(secret));
        assertThat(usable("admin.password: " + PASSWORD + "\nsecrets.master: " + MASTER, Map.of())
                        .toString())
                .doesNotContain(MASTER, PASSWORD);
    }

    private Settings usable(String file, Map<String, String> environment) {
        SettingsResult result = read(file, environment);
        assertThat(result).as(texts(result)::toString).isInstanceOf(Usable.class);
        return ((Usable) result).settings();
    }

    private List<String> refused(String file, Map<String, String> environment) {
        SettingsResult result = read(file, environment);
        assertThat(result).isInstanceOf(Refused.class);
        return texts(result);
    }

    private SettingsResult read(String file, Map<String, String> environment) {
        try {
            Map<String, String> withChannel = new HashMap<>(environment);
            withChannel.putIfAbsent("CFGUARDIAN_CLUSTER_PLAINTEXT", "true");
            return SettingsReader.read(Files.writeString(settingsFile(), file), withChannel);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path settingsFile() {
        return directory.resolve("settings.yaml");
    }

    private static List<String> texts(SettingsResult result) {
        return switch (result) {
            case Usable usable -> List.of();
            case Refused refused ->
                refused.problems().stream().map(Problem::toString).toList();
        };
    }
}
