package io.cfguardian.testkit.state;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;

/** A store under test, as the thread that applies commands holds it. Confined to one thread. */
public interface Store extends AutoCloseable {

    /** What is there, the writes of the open batch included. */
    State state();

    /** Writes into the open batch. */
    StateWriter writer();

    /** Ends the batch: what was written shows in views opened from now on. */
    void commitBatch();

    /** A view of what was committed. The caller closes it. */
    View view();

    @Override
    void close();
}
