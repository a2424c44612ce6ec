package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/settings.md to the code. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "settings.md");
    private static final String BEGIN = "<!-- keys: begin -->\n";
    private static final String END = "<!-- keys: end -->\n";

    @Test
    void thePageHasEveryKeyAsTheCodeHasIt() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));

        assertThat(table)
                .as("docs/settings.md between the two comments; the right text follows as the expected one")
                .isEqualTo(table());
    }

    private static String table() {
        return Keys.ALL.stream()
                .map(key -> "| `%s` | `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                key.name(),
                                key.variable(),
                                key.kind().label(),
                                key.defaultText() == null ? "none" : "`" + key.defaultText() + "`",
                                key.kind().range(),
                                key.meaning()))
                .collect(Collectors.joining(
                        "", "| key | variable | type | default | values | meaning |\n|---|---|---|---|---|---|\n", ""));
    }
}
