package io.cfguardian.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands and their answers, as texts to read and review. A failure shows the text with the answers that were given. */
final class TransitionScenarioTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void everyCommandIsAnsweredAsWritten(String name) throws Exception {
        String text = Files.readString(directory().resolve(name));

        assertThat(Scenario.run(text)).isEqualTo(text);
    }

    static Stream<String> scenarios() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path directory() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TransitionScenarioTest.class.getResource("life-of-a-config.txt"))
                        .toURI())
                .resolveSibling("");
    }
}
