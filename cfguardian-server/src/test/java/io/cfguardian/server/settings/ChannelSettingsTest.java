package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.raft.consensus.ChannelPolicy.Encrypted;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import io.cfguardian.tls.MemberFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes talk. */
class ChannelSettingsTest {

    private static final Map<String, String> MASTER =
            Map.of("CFGUARDIAN_SECRETS_MASTER", "q8ZkT2vLx0RbN5uYw3MfHs7DjA1ePcG9");
    private static final String FILES = "cluster.tls: {certificate-file: /n.crt, key-file: /n.key, ca-file: /ca.crt}\n";

    @TempDir
    Path directory;

    private Object read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), text);
        return switch (SettingsReader.read(file, MASTER)) {
            case Usable(Settings settings) -> settings.cluster().channel();
            case Refused(List<Problem> problems) ->
                problems.stream().map(Problem::toString).toList();
        };
    }

    @Test
    void threeFilesMakeAnEncryptedChannelOnAnyAddress() throws IOException {
        Encrypted expected = new Encrypted(
                new MemberFiles(Path.of("/n.crt"), Path.of("/n.key"), Path.of("/ca.crt")), Duration.ofSeconds(10));
        assertThat(read(FILES)).isEqualTo(expected);
        assertThat(read(FILES + "raft.host: cfg-1.example.org")).isEqualTo(expected);
    }

    @Test
    void plainTextNeedsToBeAskedForAndAClusterOnLoopback() throws IOException {
        assertThat(read("cluster.plaintext: true")).isEqualTo(Plain.PLAIN);
        assertThat(read("cluster.plaintext: true\nraft.host: 10.0.0.1"))
                .isEqualTo(List.of("raft.host is \"10.0.0.1\": expected a loopback address (127.0.0.1), because traffic"
                        + " between nodes is not encrypted"));
        assertThat(read(""))
                .asString()
                .startsWith("[cluster.tls.certificate-file: expected it, cluster.tls.key-file and");
        assertThat(read("cluster.plaintext: false")).asString().startsWith("[cluster.tls.certificate-file: expected");
    }

    @Test
    void halfASettingIsAProblem() throws IOException {
        assertThat(read("cluster.tls.key-file: /n.key"))
                .isEqualTo(List.of(
                        "cluster.tls.certificate-file: expected it with cluster.tls.key-file",
                        "cluster.tls.ca-file: expected it with cluster.tls.key-file"));
        assertThat(read(FILES + "cluster.plaintext: true"))
                .isEqualTo(List.of("cluster.plaintext: expected it or cluster.tls.certificate-file, got both"));
    }

    @Test
    void anAddressThatNobodyReachesIsRefused() throws IOException {
        assertThat(read(FILES + "raft.host: 0.0.0.0"))
                .isEqualTo(
                        List.of("raft.host is \"0.0.0.0\": expected the one address by which the other nodes reach this"
                                + " one"));
    }
}
