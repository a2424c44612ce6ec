package io.cfguardian.testkit.cluster;

import java.util.ArrayList;
import java.util.List;

/** Clients that work until they are told to stop, each on a virtual thread of its own. Started and stopped by one thread. */
public final class ClientThreads implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /** Starts one more, which is to look at {@link #areStopped} before each piece of its work. */
    public void start(Runnable client) {
        threads.add(Thread.ofVirtual().name("client-" + threads.size()).start(client));
    }

    /** How many were started. */
    public int count() {
        return threads.size();
    }

    /** Whether they have been told to stop. */
    public boolean areStopped() {
        return stopped;
    }

    /** Whether all have come to their end, told or not. */
    public boolean areDone() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** Tells them to stop, and waits until all have; not when it is interrupted. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
