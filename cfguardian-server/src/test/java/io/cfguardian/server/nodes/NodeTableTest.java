package io.cfguardian.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What people see of the nodes. */
class NodeTableTest {

    @Test
    void aNodeIsALineAndWhatIsNotKnownIsAHyphen() {
        assertThat(NodeTable.of(JsonMapper.shared().readTree("""
                        {"members": [
                          {"id": "n1", "address": "10.0.0.1:7400", "http": "n1:8080", "standing": "voter", "phase": "settled", "role": "leader",
                           "term": 4, "appliedIndex": 1900, "revision": 1841, "lag": 0, "lastContactMillis": 0, "chainHead": "6f1ed002ab55959"},
                          {"id": "n2", "address": "10.0.0.2:7400", "http": "n2:8080", "standing": "learner", "phase": "joining", "role": null,
                           "term": null, "appliedIndex": null, "revision": null, "lag": 1840, "lastContactMillis": 2310, "chainHead": null}
                        ],
                        "hindrance": "n2 is 1840 log entries behind"}
                        """))).isEqualTo("""
                        ID  ROLE    STANDING  PHASE    TERM  REVISION  LAG   CONTACT MS  ADDRESS        HTTP     CHAIN HEAD
                        n1  leader  voter     settled  4     1841      0     0           10.0.0.1:7400  n1:8080  6f1ed002ab55
                        n2  -       learner   joining  -     -         1840  2310        10.0.0.2:7400  n2:8080  -
                        held up: n2 is 1840 log entries behind""");
    }
}
