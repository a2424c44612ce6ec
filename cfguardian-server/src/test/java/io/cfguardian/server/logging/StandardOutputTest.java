package io.cfguardian.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cfguardian.app.logging.LogLevel;
import io.cfguardian.server.settings.Settings.Log;
import io.cfguardian.server.settings.Settings.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class StandardOutputTest {

    private static final Log LOG = new Log(LogFormat.JSON, LogLevel.INFO);

    private final Logger requests = LoggerFactory.getLogger("io.cfguardian.http.access");
    private final Logger others = LoggerFactory.getLogger("io.cfguardian.server.logging.example");
    private final PrintStream before = System.out;
    private final AtomicInteger writes = new AtomicInteger();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            writes.incrementAndGet();
            super.write(bytes, offset, length);
        }
    };

    @BeforeEach
    void listen() {
        // Like the JVM's own: it keeps nothing back.
        System.setOut(new PrintStream(written, true, UTF_8));
        Logging.apply(LOG);
    }

    @AfterEach
    void restore() {
        System.setOut(before);
        Logging.apply(new Log(LogFormat.TEXT, LogLevel.INFO));
    }

    private String written() {
        return written.toString(UTF_8);
    }

    @Test
    void aLineOfARequestComesOutByItself() {
        requests.info("first");
        await().until(() -> written().contains("first"));
        requests.info("second");
        await().until(() -> written().contains("second"));
    }

    @Test
    void manyLinesOfRequestsAreWrittenAtOnce() {
        int before = writes.get();
        for (int i = 0; i < 1_000; i++) {
            requests.info("request {}", i);
        }
        requests.info("the last");
        await().until(() -> written().contains("the last"));
        assertThat(written().lines()).hasSizeGreaterThan(1_000);
        assertThat(writes.get() - before).isLessThan(100);
    }

    @Test
    void anyOtherLineComesOutAtOnceAndInOrder() {
        requests.info("a request");
        others.info("something else");
        assertThat(written().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("a request"),
                        line -> assertThat(line).contains("something else"));
    }

    @Test
    void theEndLeavesNothingBehind() {
        requests.info("the last");
        Logging.flush();
        assertThat(written()).contains("the last");
    }
}
