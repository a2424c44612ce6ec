package io.cfguardian.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests in two processes never get one port. */
class PortsIT {

    /** So many of all that two who do not know of each other would certainly meet. */
    private static final int MANY = 1_000;

    /** Another process that picks. */
    static final class Other {

        private Other() {}

        public static void main(String[] ignored) {
            Ports.pick(MANY).forEach(System.out::println);
        }
    }

    @Test
    void aPortIsPickedOnceInAllProcesses() throws IOException, InterruptedException {
        List<Integer> first = Ports.pick(MANY);
        assertThat(Ports.pick(MANY)).doesNotContainAnyElementsOf(first).doesNotHaveDuplicates();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(output).isZero();
        assertThat(output.lines().map(Integer::valueOf)).hasSize(MANY).doesNotContainAnyElementsOf(first);
    }
}
