package io.cfguardian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.testkit.cluster.Reply;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A project with one config that nobody may change but its editors.
 *
 * @param key the project's
 */
record Treasure(Visitors visitors, String key) {

    static final String VALUE = "{\"gold\":1}";
    private static final String STOLEN = "{\"gold\":0}";

    String project() {
        return "/api/v1/projects/" + key;
    }

    String config() {
        return project() + "/environments/prod/configs/treasure";
    }

    String member(Account account) {
        return project() + "/members/" + account.principal();
    }

    void grant(Account account, String role) {
        Reply granted = visitors.admin(0).put(member(account), "{\"role\":\"%s\"}".formatted(role));
        assertThat(granted.isSuccess()).as("%s", granted).isTrue();
    }

    /** Changes it and puts it back, by which the version grows by two. */
    void changeBy(int node, String token) {
        visitors.send(node, token, "PUT", config(), STOLEN).expect(200);
        visitors.send(node, token, "PUT", config(), VALUE).expect(200);
    }

    /** Tries to change it. */
    Reply steal(int node, String token) {
        return visitors.send(node, token, "PUT", config(), STOLEN);
    }

    /** That reading and writing with {@code token} are answered so on every node, and leave all as it was. */
    void assertRefused(String token, int readStatus, int writeStatus, String why) {
        String before = state();
        for (int node : visitors.nodes()) {
            assertThat(visitors.get(node, token, config()).status())
                    .as("read on node %d %s", node, why)
                    .isEqualTo(readStatus);
            assertThat(steal(node, token).status())
                    .as("write on node %d %s", node, why)
                    .isEqualTo(writeStatus);
        }
        assertThat(state()).as("after the attack %s", why).isEqualTo(before);
    }

    /** What an administrator reads of it, the same on every node. */
    String state() {
        Set<String> bodies = new LinkedHashSet<>();
        for (int node : visitors.nodes()) {
            bodies.add(visitors.admin(node).get(config()).expect(200).body());
        }
        assertThat(bodies).hasSize(1);
        String body = bodies.iterator().next();
        assertThat(body).contains(VALUE);
        return body;
    }
}
