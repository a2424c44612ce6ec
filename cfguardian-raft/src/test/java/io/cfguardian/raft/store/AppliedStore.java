package io.cfguardian.raft.store;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.state.State;
import io.cfguardian.domain.state.StateWriter;
import io.cfguardian.testkit.state.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** {@link RocksStore} as the contract wants it: each batch is one application, at the next Raft index. */
final class AppliedStore implements Store {

    private final RocksStore rocks;
    private Application open;

    AppliedStore(Path directory) {
        rocks = RocksStore.open(new StoreSettings(directory, 1 << 20, 1 << 20), failure -> {});
        open = rocks.begin();
    }

    @Override
    public State state() {
        return current(State.class);
    }

    @Override
    public StateWriter writer() {
        return current(StateWriter.class);
    }

    @Override
    public void commitBatch() {
        open.commit(rocks.position().index() + 1, 1);
        open.close();
        open = rocks.begin();
    }

    @Override
    public View view() {
        return rocks.view();
    }

    @Override
    public void close() {
        open.close();
        rocks.close();
    }

    /** What stays the same object while one application follows the other. */
    private <T> T current(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(open, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
