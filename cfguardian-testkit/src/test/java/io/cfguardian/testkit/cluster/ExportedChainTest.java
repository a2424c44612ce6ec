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

        assertThat(chain.commits()).hasSize(8);
        assertThat(Files.readString(Path.of("../docs/chain.md"))).contains("8 " + chain.head());
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
