package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.util.ThreadPoolsFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * JRaft's thread pools where it lets one give them. Its default for callbacks has no queue and throws when all threads are
 * busy, which silently ends the replication to a member (sofa-jraft #1271); these pools queue instead.
 */
final class JraftThreads {

    /** Some tasks of JRaft block for long: a snapshot being fetched, the end of a shutdown. */
    private static final int CALLBACK_THREADS = 24;

    private static final int RAFT_THREADS = 8;

    /** Per JVM, as JRaft's own register is. */
    private static final Set<String> REGISTERED = ConcurrentHashMap.newKeySet();

    private JraftThreads() {}

    /** Registers the pool of a cluster in this JVM, once. */
    static void register(String clusterId) {
        if (REGISTERED.add(clusterId)) {
            ThreadPoolsFactory.registerThreadPool(clusterId, pool("raft-callback-", CALLBACK_THREADS));
        }
    }

    /** For the messages that one member receives. */
    static ExecutorService raftExecutor() {
        return pool("raft-message-", RAFT_THREADS);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name, 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
