package io.cfguardian.testkit.model;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import io.cfguardian.testkit.state.InMemoryState;
import io.cfguardian.testkit.state.Store;

final class InMemoryModelPropertyTest extends ModelContract {

    @Override
    protected Store open() {
        return new LiveStore(new InMemoryState());
    }

    @Override
    protected int episodes() {
        return 200;
    }

    @Override
    protected int commandsPerEpisode() {
        return 520;
    }

    /** A store whose views are live, because copying one after each of 100,000 commands would take minutes. */
    private record LiveStore(InMemoryState memory) implements Store {

        @Override
        public State state() {
            return memory;
        }

        @Override
        public StateWriter writer() {
            return memory;
        }

        @Override
        public void commitBatch() {
            // Nothing waits.
        }

        @Override
        public View view() {
            return memory;
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
