package io.cfguardian.http.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Platform threads for the selectors: a selector would pin its carrier. A connection whose request was answered by a virtual thread
 * looks for its next one on another: a thread of this pool would have to be woken for it. When that has its turn the next request is
 * often there, and the selector need not be asked.
 */
final class ConnectionThreads extends QueuedThreadPool {

    private static final String REFERENCES_PER_CACHE_LINE = "org.eclipse.jetty.util.referencesPerCacheLine";

    private static final int THREADS_MAX = 32;

    static {
        // Jetty would have the JVM make all of its MBeans to ask one of them: an eighth of a start. A reference takes
        // four bytes in heaps below 32 GiB, and where it takes eight, what threads write lies further apart than it
        // needs.
        if (System.getProperty(REFERENCES_PER_CACHE_LINE) == null) {
            System.setProperty(REFERENCES_PER_CACHE_LINE, "16");
        }
    }

    private final Executor requests;

    /** @param requests runs each task on a virtual thread of its own */
    ConnectionThreads(Executor requests) {
        super(THREADS_MAX);
        this.requests = requests;
        setName("http");
        setVirtualThreadsExecutor(requests);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection && Thread.currentThread().isVirtual()) {
            requests.execute(task);
        } else {
            super.execute(task);
        }
    }
}
