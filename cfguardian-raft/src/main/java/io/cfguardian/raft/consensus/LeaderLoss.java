package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.Leadership.Role;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the leader's process has ended: its channel is closed, and its port refuses. A machine that lost its power or its network says
 * nothing of the kind; for it there is the election timeout. Thread-safe.
 */
final class LeaderLoss {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLoss.class);

    /** What came by the channel before its end has been dealt with by then. */
    private static final Duration SETTLED = Duration.ofMillis(20);

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

    private final Supplier<Leadership> leadership;
    private final Consumer<MemberAddress> gone;
    private final Executor workers;

    /**
     * @param leadership as this node sees it
     * @param gone told of a leader that has ended
     * @param workers where it may wait
     */
    LeaderLoss(Supplier<Leadership> leadership, Consumer<MemberAddress> gone, Executor workers) {
        this.leadership = leadership;
        this.gone = gone;
        this.workers = workers;
    }

    /** A channel is closed by which a member sent what a leader sends. Does not block. */
    void channelClosed(String member) {
        if (isLeader(member)) {
            workers.execute(() -> look(MemberAddress.parse(member)));
        }
    }

    private void look(MemberAddress leader) {
        try {
            Thread.sleep(SETTLED);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        if (refuses(leader) && isLeader(leader.toString())) {
            LOG.info("the leader {} has closed its channel, and its port refuses: it has ended", leader);
            gone.accept(leader);
        }
    }

    private boolean isLeader(String member) {
        Leadership now = leadership.get();
        return now.role() == Role.FOLLOWER
                && now.leader()
                        .map(MemberAddress::toString)
                        .filter(member::equals)
                        .isPresent();
    }

    private static boolean refuses(MemberAddress member) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(member.host(), member.port()), (int) CONNECT_TIMEOUT.toMillis());
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }
}
