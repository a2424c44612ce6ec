package io.cfguardian.deployment;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself without a cluster, as release {@code cfguardian} in the namespace of that name. */
final class Chart {

    static final Path DIRECTORY = Everything.K8S.resolve("chart/cfguardian");

    /** Helm keeps hooks, such as the test's pod, out of what it renders; in this copy nothing is a hook. */
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private Chart() {}

    static Stream<Path> valueFiles() {
        return Everything.files(Everything.K8S.resolve("chart/values"));
    }

    static Resources rendered(Path values) {
        return rendered(values.getFileName().toString(), template -> template.withValuesFile(values));
    }

    static Resources rendered(String name, UnaryOperator<TemplateCommand> values) {
        TemplateCommand template = new Helm(WITHOUT_HOOKS)
                .template()
                .withName("cfguardian")
                .withNamespace("cfguardian")
                .withKubeVersion("1.30.0");
        return Resources.parse("chart with " + name, values.apply(template).call());
    }

    private static Path withoutHooks() {
        try {
            Path copy = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart");
            List<Path> files;
            try (Stream<Path> walk = Files.walk(DIRECTORY)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                Path to = copy.resolve(DIRECTORY.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Everything.text(file).replaceAll(" *annotations:\n( *helm\\.sh/hook.*\n)+", ""));
            }
            return copy.toAbsolutePath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
