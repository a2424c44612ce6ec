package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogLevelsIT {

    private static final String LEVELS = "/api/v1/cluster/log-levels";

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @AfterEach
    void stop() {
        node.close();
    }

    private Answered change(String body) {
        return client.post(LEVELS).json(body).send();
    }

    @Test
    void aLevelIsChangedForAWhileAndBack() {
        assertThat(change("{\"logger\":\"own\",\"level\":\"debug\",\"seconds\":600}")
                        .is(200)
                        .json()
                        .toString())
                .isEqualTo("{\"logger\":\"own\",\"level\":\"debug\",\"changed\":true,\"secondsLeft\":600}");
        assertThat(client.get(LEVELS).send().is(200).json().path("levels").toString())
                .isEqualTo("[{\"logger\":\"library\",\"level\":\"warn\",\"changed\":false,\"secondsLeft\":null},"
                        + "{\"logger\":\"own\",\"level\":\"debug\",\"changed\":true,\"secondsLeft\":600},"
                        + "{\"logger\":\"silent\",\"level\":\"off\",\"changed\":false,\"secondsLeft\":null}]");
        assertThat(change("{\"logger\":\"own\",\"level\":\"trace\"}").is(200).at("/secondsLeft"))
                .isEmpty();
        assertThat(change("{\"logger\":\"own\",\"level\":\"default\"}").is(200).at("/level"))
                .isEqualTo("info");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(change("{\"logger\":\"other\",\"level\":\"info\"}")
                        .isProblem(404, "not-found")
                        .at("/kind"))
                .isEqualTo("logger");
        assertThat(change("{\"logger\":\"library\",\"level\":\"debug\"}")
                        .isProblem(400, "invalid-body")
                        .at("/pointer"))
                .isEqualTo("/level");
        assertThat(change("{\"logger\":\"silent\",\"level\":\"warn\"}")
                        .isProblem(400, "invalid-body")
                        .at("/pointer"))
                .isEqualTo("/logger");
        for (String bad : new String[] {
            "{\"logger\":\"own\",\"level\":\"off\"}",
            "{\"logger\":\"own\\n\",\"level\":\"info\"}",
            "{\"logger\":\"own\",\"level\":\"info\",\"seconds\":86401}",
            "{\"logger\":\"own\",\"level\":\"info\",\"seconds\":0}",
            "{\"logger\":\"own\",\"level\":\"default\",\"seconds\":1}",
            "{\"level\":\"info\"}"
        }) {
            change(bad).isProblem(400, "invalid-body");
        }
    }
}
