package io.cfguardian.http.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Platform threads for the selectors: a selector would pin its carrier. Where a request was answered by a thread of its own, that
 * thread looks for the connection's next one: it waits for nothing, and a thread of this pool would have to be woken.
 */
final class ConnectionThreads extends QueuedThreadPool {

    private static final int THREADS_MAX = 32;

    /** @param requests runs each task on a virtual thread */
    ConnectionThreads(Executor requests) {
        super(THREADS_MAX);
        setName("http");
        setVirtualThreadsExecutor(requests);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection && Thread.currentThread().isVirtual()) {
            task.run();
        } else {
            super.execute(task);
        }
    }
}
