package io.cfguardian.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the command says and ends with; of backups themselves {@code raft} has the tests. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class VerifyCommandIT {

    private static final Path EXAMPLE = Path.of("../docs/chain-example.ndjson");
    private static final Path BACKUP = Path.of("../cfguardian-raft/src/test/resources/golden/backup-1.cfgbackup");
    private static final String HEAD = "fa75e09117828d02cf8ba4b12bc4a8201fbb79d9ba9dcf86de662d67f9621f67";
    private static final String FIRST = "3306028e99abb64c497f67579d3c1450aa849ecda0260614647e8624090f7bff";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private List<String> lines;

    @BeforeEach
    void readTheExample() throws IOException {
        lines = Files.readAllLines(EXAMPLE);
    }

    @Test
    void anExportWithEveryKindOfChangeIsProved() {
        assertThat(run(EXAMPLE)).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .startsWith("an audit export\nproved: revisions 1 to 49, from 2026-01-01T12:00:00Z to ")
                .endsWith("\nhead: " + HEAD + "\n");
    }

    @Test
    void aBackupIsProved() {
        assertThat(run(BACKUP)).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .startsWith("a backup of cluster shop, begun ")
                .contains("proved: revisions 1 to ", "head: ");
    }

    @Test
    void aHeadThatWasNotedIsFoundAtItsRevision() {
        assertThat(run(EXAMPLE, "--head", FIRST.toUpperCase(Locale.ROOT))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).endsWith("the hash that was noted is that of revision 1\n");
    }

    @Test
    void aHeadThatNoCommitHasIsWrong() {
        String other = "ab".repeat(32);
        assertThat(run(EXAMPLE, "--head", other)).isEqualTo(ExitCode.FAILURE);
        assertSaid(EXAMPLE + " is wrong: its chain is whole, but none of its revisions 1 to 49 has the hash " + other);
        assertThat(run(BACKUP, "--head", other)).isEqualTo(ExitCode.FAILURE);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotCalledWrong() throws IOException {
        Path absent = directory.resolve("absent");
        assertThat(run(absent)).isEqualTo(ExitCode.USAGE);
        assertSaid(absent + " cannot be read: no such file");
        assertThat(run(directory)).isEqualTo(ExitCode.USAGE);
        assertThat(run(EXAMPLE, "--head", "fa75")).isEqualTo(ExitCode.USAGE);
        assertThat(run(newer())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).endsWith("cannot be read: it has format 9, this release reads 1\n");
    }

    @Test
    void whatIsNeitherOfBothIsWrong() throws IOException {
        assertThat(run(file("%PDF-1.4"))).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).endsWith(" is wrong: it is neither a backup nor an audit export\n");
        assertThat(run(file(""))).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void aDamagedBackupIsWrongInOneLine() throws IOException {
        byte[] bytes = Files.readAllBytes(BACKUP);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = directory.resolve("damaged");
        Files.write(damaged, bytes);
        assertThat(run(damaged)).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("is wrong: block ", "is damaged (CRC32C)");
    }

    @Test
    void anyAlteredMemberOfAnExportIsFound() throws IOException {
        for (int line = 0; line < lines.size(); line++) {
            for (String altered : alterations(lines.get(line))) {
                List<String> all = new ArrayList<>(lines);
                all.set(line, altered);
                assertThat(run(file(String.join("\n", all)))).as(altered).isEqualTo(ExitCode.FAILURE);
            }
        }
    }

    @Test
    void anyMissingMovedOrTornLineIsNamed() throws IOException {
        for (int line = 0; line < lines.size() - 1; line++) {
            List<String> all = new ArrayList<>(lines);
            all.remove(line);
            assertThat(run(file(String.join("\n", all)))).isEqualTo(ExitCode.FAILURE);
            assertThat(err.toString())
                    .endsWith("revision " + (line + 1) + " is missing, revision " + (line + 2) + " found\n");
        }
        String torn = String.join("\n", lines);
        assertThat(run(file(torn.substring(0, torn.length() - 1)))).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).endsWith("line 49 is not JSON, or not whole\n");
    }

    @Test
    void whatNoHashCoversMayNotBeAdded() throws IOException {
        for (String added : List.of(
                lines.getFirst().replaceFirst("\\{", "{\"note\":1,"),
                lines.getFirst().replaceFirst("\"type\"", "\"note\":1,\"type\""),
                lines.getFirst().replaceFirst("\\{", "{\"revision\":1,"),
                lines.getFirst().replaceFirst("\\{\"origin\"", "{\"note\":null,\"origin\""),
                lines.getFirst().replaceFirst("12:00:00.000Z", "12:00:00.0001Z"),
                lines.getFirst() + "{}")) {
            assertThat(added).isNotEqualTo(lines.getFirst());
            List<String> all = new ArrayList<>(lines);
            all.set(0, added);
            assertThat(run(file(String.join("\n", all)))).as(added).isEqualTo(ExitCode.FAILURE);
        }
    }

    /** A question mark is what a careless encoder puts in the place of half a pair, so the hash alone would not tell. */
    @Test
    void halfAPairOfSurrogatesIsNotTakenForAQuestionMark() throws IOException {
        assertThat(run(file(lines.getFirst().replace("Payment services", "\\ud800"))))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).endsWith("a text has half a surrogate pair\n");
    }

    private static List<String> alterations(String line) {
        List<String> altered = new ArrayList<>();
        JsonNode commit = JsonMapper.shared().readTree(line);
        for (String name : commit.propertyNames()) {
            if (!commit.path(name).isContainer() && !commit.path(name).isNull()) {
                altered.add(altered((ObjectNode) commit.deepCopy(), name));
            }
        }
        for (int change = 0; change < commit.path("changes").size(); change++) {
            for (String name : commit.path("changes").path(change).propertyNames()) {
                ObjectNode copy = (ObjectNode) commit.deepCopy();
                alter((ObjectNode) copy.path("changes").path(change), name);
                altered.add(copy.toString());
            }
        }
        return altered;
    }

    private static String altered(ObjectNode commit, String name) {
        alter(commit, name);
        return commit.toString();
    }

    private static void alter(ObjectNode members, String name) {
        JsonNode value = members.path(name);
        switch (value.getNodeType()) {
            case NULL -> members.put(name, "2027-01-01T00:00:00.000Z");
            case BOOLEAN -> members.put(name, !value.asBoolean());
            case NUMBER -> members.put(name, value.asLong() + 1);
            case ARRAY -> ((ArrayNode) value).remove(0);
            case OBJECT -> ((ObjectNode) value).put("version", 9);
            default -> members.put(name, value.asString().isEmpty() ? "0" : another(value.asString()));
        }
    }

    /** Another text of the same form: the first digit is another one, or the first letter. */
    private static String another(String text) {
        String other = text.replaceFirst("^[0-8]", "9");
        return other.equals(text) ? "0" + text.substring(1) : other;
    }

    private Path newer() throws IOException {
        byte[] bytes = Files.readAllBytes(BACKUP);
        bytes[11] = 9;
        Path newer = directory.resolve("newer");
        Files.write(newer, bytes);
        return newer;
    }

    private Path file(String content) throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, content);
        return file;
    }

    private void assertSaid(String line) {
        assertThat(err.toString()).isEqualTo("cfguardian verify: " + line + "\n");
    }

    private int run(Path file, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
        arguments.addAll(List.of(more));
        CommandLine commandLine = new CommandLine(new VerifyCommand());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }
}
