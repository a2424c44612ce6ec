package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests of one connection, which may be those of many people behind a proxy, have nothing to do with one another. */
class HeaderCaseIT {

    private static final String OTHER_CASE = TestNode.TOKEN.toUpperCase(Locale.ROOT);

    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aTokenInAnotherCaseIsNotTakenForTheOneBefore() throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            assertThat(status(http, TestNode.TOKEN)).isEqualTo(200);
            assertThat(status(http, OTHER_CASE)).isEqualTo(401);
        }
    }

    @Test
    void theTokenIsNotTakenForOneInAnotherCaseBefore() throws IOException {
        try (RawHttp http = new RawHttp(node.port())) {
            assertThat(status(http, OTHER_CASE)).isEqualTo(401);
            assertThat(status(http, TestNode.TOKEN)).isEqualTo(200);
        }
    }

    private static int status(RawHttp http, String token) throws IOException {
        return http.send("GET /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n")
                .receive("GET")
                .status();
    }
}
