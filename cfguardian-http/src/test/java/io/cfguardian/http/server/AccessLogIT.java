package io.cfguardian.http.server;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogIT {

    private final Logger log = (Logger) LoggerFactory.getLogger("io.cfguardian.http.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeEach
    void listen() {
        Api.prepare(client);
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        lines.list = java.util.Collections.synchronizedList(new ArrayList<>());
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
        node.close();
    }

    private Map<String, String> line(String requestId) {
        await().until(() -> found(requestId).size() == 1);
        return found(requestId).getFirst();
    }

    private List<Map<String, String>> found(String requestId) {
        return List.copyOf(lines.list).stream()
                .map(event -> event.getKeyValuePairs().stream()
                        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value))))
                .filter(pairs -> requestId.equals(pairs.get("requestId")))
                .toList();
    }

    @Test
    void aRequestHasOneLineThatNamesTheRouteAndNoKeyValueOrToken() {
        client.put(CONFIG, "p", "e", "secret-key")
                .query("schema=s")
                .header("X-Request-Id", "line-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .json("{\"secret\":\"value\"}")
                .send()
                .is(201);
        Map<String, String> line = line("line-1");
        assertThat(line)
                .containsEntry("method", "PUT")
                .containsEntry("route", CONFIG)
                .containsEntry("status", "201")
                .containsEntry("principal", "admin")
                .containsEntry("project", "p")
                .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsKey("durationMillis");
        assertThat(line.toString()).doesNotContain("secret", TestNode.TOKEN, "schema=s");
    }

    @Test
    void whatIsNoTraceContextOrNoKeyIsNotLogged() {
        for (String bad : new String[] {
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x"
        }) {
            String id = "bad-" + Integer.toHexString(bad.hashCode());
            client.get(CONFIG, "Not-A-Key", "e", "k")
                    .header("X-Request-Id", id)
                    .header("traceparent", bad)
                    .send()
                    .is(400);
            assertThat(line(id)).containsEntry("project", "-").doesNotContainKey("traceId");
        }
        client.get("/api/v1/projects").header("X-Request-Id", "line-4").send().is(200);
        assertThat(line("line-4")).containsEntry("project", "-").doesNotContainKey("traceId");
    }

    @Test
    void refusalsAreLoggedTooAndTheirInventionsAreNot() throws Exception {
        client.get("/api/v1/projects")
                .header("X-Request-Id", "line-2")
                .query("x=1")
                .send()
                .is(400);
        assertThat(line("line-2")).containsEntry("status", "400");
        try (RawHttp http = new RawHttp(node.port())) {
            http.send("EVIL /api/v1/projects HTTP/1.1\r\nHost: x\r\nX-Request-Id: line-3\r\n\r\n")
                    .receive("GET");
        }
        assertThat(line("line-3"))
                .containsEntry("status", "401")
                .containsEntry("method", "-")
                .containsEntry("principal", "-");
    }
}
