package io.cfguardian.server.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.server.settings.Settings;
import io.cfguardian.server.settings.SettingsReader;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsTest {

    @Test
    void aNodeUnderstandsItsFileWhateverTheDirectoryIsCalled(@TempDir Path temporary) throws IOException {
        DevDirectory directory = DevDirectory.open(temporary.resolve("it's a: #dir"));
        Plan plan = Plan.of(8080, List.of(20_001, 20_002, 20_003));
        directory.makeSecrets();
        String password = directory.admin().password();

        NodeSettings.write(directory, plan, plan.nodes().get(1));

        assertThat(SettingsReader.read(directory.settingsFile("node-2"), Map.of()))
                .isInstanceOfSatisfying(Usable.class, usable -> {
                    Settings settings = usable.settings();
                    assertThat(settings.node().data())
                            .isEqualTo(directory.node("node-2").resolve("data"));
                    assertThat(settings.cluster().members()).isEqualTo(plan.members());
                    assertThat(settings.identity().administrator().password())
                            .isNotNull()
                            .satisfies(given -> assertThat(given.reveal()).isEqualTo(password));
                });
    }
}
