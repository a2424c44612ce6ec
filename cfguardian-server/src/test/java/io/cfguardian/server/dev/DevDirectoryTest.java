package io.cfguardian.server.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevDirectoryTest {

    private static final Plan PLAN = Plan.of(8080, List.of(20_001, 20_002));

    @TempDir
    Path temporary;

    private DevDirectory directory;

    @BeforeEach
    void open() throws IOException {
        directory = DevDirectory.open(temporary.resolve("dev"));
        directory.write(PLAN);
    }

    @Test
    void devJsonIsReadAsItWasWritten() throws IOException {
        DevFile file = new DevFile(
                List.of(new DevFile.Node("node-1", "http://127.0.0.1:8080", "127.0.0.1:20001", 4711, "/d/node-1")),
                new DevFile.Admin("ada@example.org", "secret"));

        directory.write(file);

        assertThat(directory.running()).contains(file);
        assertThat(Files.readString(directory.root().resolve("dev.json")).replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"nodes\":[{\"id\":\"node-1\",\"http\":\"http://127.0.0.1:8080\",\"raft\":\"127.0.0.1:20001\","
                                + "\"pid\":4711,\"data\":\"/d/node-1\"}],\"admin\":{\"email\":\"ada@example.org\",\"password\":\"secret\"}}");
        assertThat(file.toString()).doesNotContain("secret");
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        directory.write(new DevFile(List.of(), directory.admin()));

        assertThat(permissions(directory.root())).isEqualTo("rwx------");
        assertThat(permissions(directory.root().resolve("dev.json"))).isEqualTo("rw-------");
        directory.makeSecrets();
        assertThat(permissions(directory.passwordFile())).isEqualTo("rw-------");
        assertThat(permissions(directory.masterSecretFile())).isEqualTo("rw-------");
    }

    @Test
    void secretsAreRandomAndMadeOnce() throws IOException {
        directory.makeSecrets();
        String master = Files.readString(directory.masterSecretFile());
        String password = directory.admin().password();
        directory.makeSecrets();

        assertThat(Base64.getUrlDecoder().decode(master.strip())).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(password)).hasSize(18);
        assertThat(Files.readString(directory.masterSecretFile())).isEqualTo(master);
        assertThat(directory.admin().password()).isEqualTo(password);
        assertThat(DevDirectory.open(temporary.resolve("other")).admin().password())
                .isNotEqualTo(password);
    }

    @Test
    void thePlanIsKept() throws IOException {
        assertThat(DevDirectory.open(directory.root()).plan()).contains(PLAN);
    }

    @Test
    void aDirectoryOfSomethingElseIsLeftAlone() throws IOException {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "dear");
        String before = permissions(home);

        assertThatThrownBy(() -> DevDirectory.open(home))
                .isInstanceOf(DevFailure.class)
                .hasMessageContaining("is not empty and holds no local cluster");
        assertThat(permissions(home)).isEqualTo(before);
    }

    @Test
    void aDamagedDevJsonIsToldWithoutItsText() throws IOException {
        Files.writeString(directory.root().resolve("dev.json"), "{\"admin\":{\"password\":\"secret\"");

        assertThatThrownBy(directory::running)
                .isInstanceOf(DevFailure.class)
                .hasMessageContaining("dev.json")
                .hasMessageNotContaining("secret");
    }

    @Test
    void twoStartsDoNotMix() throws Exception {
        try (AutoCloseable _ = directory.lock()) {
            assertThatThrownBy(directory::lock)
                    .isInstanceOf(DevFailure.class)
                    .hasMessageContaining("another start or stop is at work");
        }
        directory.lock().close();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
