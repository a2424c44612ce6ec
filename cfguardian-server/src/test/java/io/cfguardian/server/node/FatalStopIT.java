package io.cfguardian.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.raft.consensus.FatalFailure;
import io.cfguardian.server.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FatalStopIT {

    /** A program whose orderly end would never come. */
    static final class Distrusted {

        private Distrusted() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException impatient) {
                    Thread.currentThread().interrupt();
                }
            }));
            FatalStop.now(new FatalFailure(4711, 3, "an entry cannot be read", Optional.empty()));
            never.await();
        }
    }

    @Test
    void theProcessEndsAtOnceAndItsLogSaysWhy() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Distrusted.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(log).isEqualTo(ExitCode.FATAL);
        assertThat(log).contains("log index 4711, term 3: an entry cannot be read");
    }
}
