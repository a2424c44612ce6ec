package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.PROJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.EmptiedProjection;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthIT {

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aNodeThatIsNotReadySaysWhy() {
        node.hinder("no leader for 2 s");
        Answered refused = client.get("/ready").send().isProblem(503, "unavailable");
        assertThat(refused.at("/reasons/0")).isEqualTo("no leader for 2 s");
        assertThat(refused.at("/checks/0/name")).isEqualTo("leader");
        assertThat(refused.at("/checks/0/state")).isEqualTo("failing");
        assertThat(refused.at("/checks/1/state")).isEqualTo("ok");
        assertThat(client.get("/health").send().is(200).at("/status")).isEqualTo("not-ready");
        client.get("/live").send().is(200);
    }

    @Test
    void everyCheckIsListedWithItsTime() {
        Answered ready = client.get("/ready").send().is(200);
        assertThat(ready.json().at("/checks").findValuesAsString("name")).containsExactly("leader", "disk");
        assertThat(ready.json().at("/checks").findValuesAsString("ageMillis")).containsExactly("0", "170");
        assertThat(client.get("/health").send().is(200).json().has("checks")).isFalse();
    }

    @Test
    void aDatabaseThatIsAwayIsACheckThatOnlyDegrades() {
        node.projects(
                new EmptiedProjection(),
                new ProjectionStatus(State.UNAVAILABLE, null, null, null, "refused by 10.1.2.3"));
        Answered ready = client.get("/ready").send().is(200);
        assertThat(ready.at("/checks/2/name")).isEqualTo("postgres");
        assertThat(ready.at("/checks/2/state")).isEqualTo("degraded");
        assertThat(ready.text()).doesNotContain("10.1.2.3");
    }

    @Test
    void aNodeWhoseEveryProcessorIsBusyWithRequestsStillTellsHowItIs() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch busy = new CountDownLatch(processors);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
                RawHttp http = new RawHttp(node.port())) {
            for (int i = 0; i < processors; i++) {
                requests.execute(() -> {
                    busy.countDown();
                    while (!done.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            try {
                busy.await();
                for (String path : HealthRoutes.PROBED) {
                    assertThat(http.send(client.get(path).bytes())
                                    .receive("GET")
                                    .status())
                            .isEqualTo(200);
                }
            } finally {
                done.set(true);
            }
        }
    }

    @Test
    void aProbeIsAnsweredAlikeInEveryForm() throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            for (String path : HealthRoutes.PROBED) {
                // With the question mark it goes through the router.
                for (String form : new String[] {path, path + "?"}) {
                    String head = "GET " + form + " HTTP/1.1\r\nHost: localhost:" + node.port() + "\r\n";
                    RawHttp.Response plain = http.send(head + "\r\n").receive("GET");
                    assertThat(plain.status()).isEqualTo(200);
                    assertThat(plain.header("Content-Type")).isEqualTo("application/json");
                    assertThat(plain.header("Content-Length")).isNotNull();
                    RawHttp.Response unfit =
                            http.send(head + "Accept: text/html\r\n\r\n").receive("GET");
                    assertThat(unfit.status()).isEqualTo(406);
                }
            }
        }
    }

    @Test
    void aRequestIdIsGivenBackIfItIsOne() {
        assertThat(client.get("/live")
                        .header("X-Request-Id", "abc-1.2_X")
                        .send()
                        .header("X-Request-Id"))
                .isEqualTo("abc-1.2_X");
        for (String bad : new String[] {"with space", "a".repeat(65), "<script>", ""}) {
            assertThat(client.get("/live").header("X-Request-Id", bad).send().header("X-Request-Id"))
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void headHasTheHeadOfGetAndNoBody() throws IOException {
        Answered get = client.get(PROJECTS).send().is(200);
        try (RawHttp http = new RawHttp(node.port())) {
            RawHttp.Response head =
                    http.send(client.request("HEAD", PROJECTS).bytes()).receive("HEAD");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.header("Cfg-Revision")).isEqualTo(get.header("Cfg-Revision"));
            // The connection goes on: nothing of a body is left on it.
            assertThat(http.send(client.get("/live").bytes()).receive("GET").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void twoHundredPipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            for (int i = 0; i < 200; i++) {
                // Some stay with the thread that reads, others have their own.
                String path = i % 3 == 0 ? PROJECTS : "/live";
                http.send(client.get(path).header("X-Request-Id", "n" + i).bytes());
            }
            for (int i = 0; i < 200; i++) {
                assertThat(http.receive("GET").header("X-Request-Id")).isEqualTo("n" + i);
            }
        }
    }
}
