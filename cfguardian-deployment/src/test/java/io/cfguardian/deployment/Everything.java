package io.cfguardian.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Everything in {@code k8s}, as Kubernetes would be given it. */
final class Everything {

    /** The top of the tree; tests run in the module's directory. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path K8S = ROOT.resolve("k8s");

    private static final List<String> COMPONENTS =
            List.of("backup", "cert-manager", "external-secrets", "ingress", "monitoring");

    private Everything() {}

    /** Each way to run a cluster: the plain manifests with all components, and the chart with each file of values. */
    static List<Resources> installations() {
        return Stream.concat(Stream.of(plain()), Chart.valueFiles().map(Chart::rendered))
                .toList();
    }

    /** The installations, and the pods that are started by hand. */
    static List<Resources> all() {
        return Stream.concat(installations().stream(), Stream.of(offline("recover"), offline("restore"), example()))
                .toList();
    }

    static Resources plain() {
        Stream<Path> directories = Stream.concat(
                Stream.of(K8S.resolve("manifests/base")),
                COMPONENTS.stream()
                        .map(name -> K8S.resolve("manifests/components").resolve(name)));
        String yaml = String.join(
                "\n---\n",
                directories
                        .flatMap(directory -> files(directory))
                        .filter(file -> !file.endsWith("kustomization.yaml"))
                        .map(Everything::text)
                        .toList());
        return Resources.parse("manifests", yaml);
    }

    static Resources offline(String name) {
        return Resources.parse("offline/" + name, text(K8S.resolve("offline/" + name + ".yaml")));
    }

    static Resources example() {
        return Resources.parse("secrets.example", text(K8S.resolve("manifests/secrets.example.yaml")));
    }

    /** The files of a directory in the order of their names. */
    static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
