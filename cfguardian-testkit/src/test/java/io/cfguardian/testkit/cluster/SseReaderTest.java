package io.cfguardian.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SseReaderTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void eventsAreReadInOrder() {
        try (SseReader reader = reader("""
                retry: 2000

                : a comment
                id: 7
                event: commit
                data: {"revision":7}

                event: heartbeat
                data: one
                data:two

                data: cut off""")) {
            assertThat(reader.next(SOON)).contains(new Event("7", "commit", "{\"revision\":7}"));
            assertThat(reader.next(SOON)).contains(new Event("7", "heartbeat", "one\ntwo"));
            assertThat(reader.next(SOON)).isEmpty();
            assertThat(reader.next(SOON)).isEmpty();
            assertThat(reader.lastEventId()).contains("7");
        }
    }

    @Test
    void otherTypesCanBePassedOver() {
        try (SseReader reader = reader("event: heartbeat\ndata: 1\n\nevent: commit\ndata: 2\n\n")) {
            assertThat(reader.next("commit", SOON)).contains(new Event("", "commit", "2"));
            assertThat(reader.next("commit", SOON)).isEmpty();
        }
    }

    private static SseReader reader(String text) {
        return new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
