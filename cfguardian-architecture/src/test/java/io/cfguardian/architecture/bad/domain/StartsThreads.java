package io.cfguardian.architecture.bad.domain;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Lets two threads at one thing. */
@SuppressWarnings("all")
public final class StartsThreads {
    void start(Runnable work) {
        Thread.ofVirtual().start(work);
    }

    String local(ThreadLocal<String> name) {
        return name.get();
    }

    void lock(ReentrantLock lock) {
        lock.lock();
    }

    long count(AtomicLong counter) {
        return counter.incrementAndGet();
    }

    void signal() {
        notifyAll();
    }
}
