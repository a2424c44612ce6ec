package io.cfguardian.testkit.state;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;

/** {@link InMemoryState} as a store: views show what was there when the last batch ended. */
public final class InMemoryStore implements Store {

    private final InMemoryState state = new InMemoryState();
    private View committed = state.view();

    @Override
    public State state() {
        return state;
    }

    @Override
    public StateWriter writer() {
        return state;
    }

    @Override
    public void commitBatch() {
        committed = state.view();
    }

    @Override
    public View view() {
        return committed;
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
