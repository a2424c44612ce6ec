package io.cfguardian.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@SuppressWarnings("NullAway.Init") // The lines are read before each test.
final class ExportedChainTest {

    private List<String> lines;

    @BeforeEach
    void readTheExample() throws IOException {
        lines = Files.readAllLines(Path.of("../docs/chain-example.ndjson"));
    }

    @Test
    void theExampleOfTheDocumentationIsIntact() throws IOException {
        ExportedChain chain = ExportedChain.check(String.join("\n", lines));

        assertThat(chain.commits()).hasSize(49);
        assertThat(Files.readString(Path.of("../docs/chain.md"))).contains("49 " + chain.head());
    }

    @Test
    void nothingIsAnEmptyChain() {
        assertThat(ExportedChain.check("").head()).isEqualTo("0".repeat(64));
    }

    @Test
    void anyAlteredCommitIsFound() {
        for (int i = 0; i < lines.size(); i++) {
            String altered = lines.get(i).replaceFirst("\"author\":\"(.)", "\"author\":\"$1x");
            List<String> all = new ArrayList<>(lines);
            all.set(i, altered);
            int revision = i + 1;
            assertThatThrownBy(() -> ExportedChain.check(String.join("\n", all)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("revision " + revision + " was altered");
        }
    }

    @Test
    void anyAlteredMemberOfAChangeIsFound() {
        for (int i = 0; i < lines.size(); i++) {
            JsonNode changes = JsonMapper.shared().readTree(lines.get(i)).path("changes");
            for (int change = 0; change < changes.size(); change++) {
                for (String name : changes.get(change).propertyNames()) {
                    String altered = withAlteredMember(lines.get(i), change, name);
                    List<String> all = new ArrayList<>(lines);
                    all.set(i, altered);
                    assertThatThrownBy(() -> ExportedChain.check(String.join("\n", all)))
                            .as("%s in %s", name, altered)
                            .isInstanceOf(AssertionError.class);
                }
            }
        }
    }

    private static String withAlteredMember(String line, int change, String name) {
        JsonNode commit = JsonMapper.shared().readTree(line);
        ObjectNode members = (ObjectNode) commit.path("changes").get(change);
        JsonNode value = members.path(name);
        switch (value.getNodeType()) {
            case NULL -> members.put(name, "2027-01-01T00:00:00.000Z");
            case BOOLEAN -> members.put(name, !value.asBoolean());
            case NUMBER -> members.put(name, value.asLong() + 1);
            case ARRAY -> ((ArrayNode) value).remove(0);
            case OBJECT -> ((ObjectNode) value).put("version", 9);
            default -> members.put(name, altered(value.asString()));
        }
        return commit.toString();
    }

    /** Another text of the same form: the first digit is another one, or the first letter. */
    private static String altered(String text) {
        if (text.isEmpty()) {
            return "0";
        }
        String other = text.replaceFirst("^[0-8]", "9");
        return other.equals(text) ? "0" + text.substring(1) : other;
    }

    @Test
    void whatNoHashCoversMayNotBeAdded() {
        List<String> all = new ArrayList<>(lines);
        String bootstrap = all.get(8);
        all.set(8, bootstrap.replace("\"project\":null", "\"project\":\"payments\""));
        assertThat(bootstrap).contains("userCreated").isNotEqualTo(all.get(8));
        assertThatThrownBy(() -> ExportedChain.check(String.join("\n", all)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a userCreated has no [project]");
    }

    @Test
    void theRevisionsOfOneProjectAreToldApart() {
        ExportedChain chain = ExportedChain.check(String.join("\n", lines));

        assertThat(chain.revisionsOf("payments", 5)).containsExactly(6L, 7L, 8L);
        assertThat(chain.revisionsOf("shop", 18)).containsExactly(29L, 30L, 31L, 32L, 33L, 34L);
        assertThat(chain.revisionsOf("nobodys", 0)).isEmpty();
    }

    @Test
    void aMissingCommitIsFound() {
        for (int i = 0; i < lines.size() - 1; i++) {
            String left = lines.get(i);
            String rest = lines.stream().filter(line -> !line.equals(left)).collect(Collectors.joining("\n"));
            int revision = i + 1;
            assertThatThrownBy(() -> ExportedChain.check(rest))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("revision " + revision + " is missing");
        }
    }
}
