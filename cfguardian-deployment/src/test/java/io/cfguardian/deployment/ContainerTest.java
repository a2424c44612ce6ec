package io.cfguardian.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pods take for granted of the image, and what holds for its last stage. That it is built and runs is for {@code .ci/image}. */
final class ContainerTest {

    /** The instructions of the stage that becomes the image, a line each. */
    private static final List<String> LAST_STAGE = lastStage();

    static List<Pods> pods() {
        return Everything.all().stream()
                .flatMap(resources -> Pods.of(resources).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pods")
    void aPodOfTheImageHasItsUserPortsAndVolume(Pods pod) {
        List<Container> ours = pod.containers()
                .filter(container -> container.getImage().startsWith("cfguardian:"))
                .toList();
        String user = pod.spec().getSecurityContext().getRunAsUser() + ":"
                + pod.spec().getSecurityContext().getRunAsGroup();
        assertThat(ours).allSatisfy(container -> {
            assertThat(container.getImage()).isEqualTo(builtName());
            assertThat(container.getCommand()).as("the entry point").isEmpty();
            assertThat(words("USER")).containsExactly(user);
            assertThat(words("EXPOSE"))
                    .containsAll(container.getPorts().stream()
                            .map(ContainerPort::getContainerPort)
                            .map(String::valueOf)
                            .toList());
            assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> mount.getName().equals("data"))
                    .extracting(VolumeMount::getMountPath)
                    .allSatisfy(path -> assertThat(words("VOLUME")).containsExactly(path));
        });
    }

    @Test
    void thePodsOfTheImageAreFound() {
        assertThat(pods().stream().flatMap(Pods::containers).map(Container::getImage))
                .filteredOn(builtName()::equals)
                .hasSizeGreaterThan(5);
    }

    @Test
    void theDirectoryOfTheDataLiesOnTheVolume() {
        String settings = Everything.text(Everything.ROOT.resolve("deploy/container/settings.yaml"));
        assertThat(settings).contains("data: " + words("VOLUME").getFirst() + "/");
    }

    @Test
    void theImageRunsNothingWhileItIsMadeAndFetchesNothing() {
        assertThat(LAST_STAGE)
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("RUN") || line.startsWith("ADD"))
                .filteredOn(line -> line.matches("(ENTRYPOINT|CMD|HEALTHCHECK) .*"))
                .hasSize(3)
                .allMatch(line -> line.matches("(ENTRYPOINT|CMD|HEALTHCHECK .* CMD) \\[\".*"));
    }

    /** What {@code .ci/image} builds, as a pod names it. */
    private static String builtName() {
        return Pattern.compile("^image=localhost/(\\S+)$", Pattern.MULTILINE)
                .matcher(Everything.text(Everything.ROOT.resolve(".ci/image")))
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> words(String instruction) {
        return LAST_STAGE.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .flatMap(line -> Stream.of(line.split(" ")).skip(1))
                .toList();
    }

    private static List<String> lastStage() {
        String file = Everything.text(Everything.ROOT.resolve("Dockerfile")).replaceAll("(?m)^#.*\\R", "");
        List<String> lines = file.replaceAll("\\s*\\\\\\R\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        int from = lines.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(lines::lastIndexOf)
                .reduce((first, last) -> last)
                .orElseThrow();
        return lines.subList(from + 1, lines.size());
    }
}
