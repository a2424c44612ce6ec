package io.cfguardian.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {

    private final List<String> closed = new ArrayList<>();
    private final Teardown teardown = new Teardown();

    @Test
    void theLastOpenedIsClosedFirst() {
        add("store");
        add("raft");
        add("http");

        teardown.run();

        assertThat(closed).containsExactly("http", "raft", "store");
    }

    @Test
    void aFailureStopsNoOther() {
        add("store");
        addFailing("raft");
        addFailing("http");

        assertThatThrownBy(teardown::run)
                .hasMessage("http did not close")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("raft did not close"));
        assertThat(closed).containsExactly("http", "raft", "store");
    }

    @Test
    void nothingIsClosedTwice() {
        add("store");

        teardown.run();
        teardown.run();

        assertThat(closed).containsExactly("store");
    }

    private void add(String name) {
        teardown.add(name, () -> closed.add(name));
    }

    private void addFailing(String name) {
        teardown.add(name, () -> {
            closed.add(name);
            throw new IOException("broken");
        });
    }
}
