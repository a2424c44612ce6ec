package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.util.Endpoint;
import io.cfguardian.raft.consensus.transport.ClusterClient;
import io.cfguardian.raft.consensus.transport.ClusterClient.Reply;
import io.cfguardian.raft.consensus.transport.ClusterRequest;
import io.cfguardian.raft.consensus.transport.ClusterRequest.Purpose;
import io.cfguardian.raft.consensus.transport.ClusterResponse;
import io.cfguardian.raft.consensus.transport.ClusterResponse.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions from one member to another, and the door for all cluster requests. Thread-safe. */
final class PeerQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(PeerQuestions.class);

    private final String clusterId;
    private final ClusterClient client;
    private final Function<byte[], byte[]> answerer;
    private final Deadlines deadlines;
    private final Executor workers;

    PeerQuestions(
            String clusterId,
            ClusterClient client,
            Function<byte[], byte[]> answerer,
            Deadlines deadlines,
            Executor workers) {
        this.clusterId = clusterId;
        this.client = client;
        this.answerer = answerer;
        this.deadlines = deadlines;
        this.workers = workers;
    }

    /** Always completes, by the timeout at the latest, and never exceptionally. */
    CompletableFuture<Optional<byte[]>> ask(MemberAddress member, byte[] question, Duration timeout) {
        CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
        Deadlines.Due timer = deadlines.at(Deadlines.after(timeout), () -> answer.complete(Optional.empty()));
        var unused = answer.whenComplete((settled, impossible) -> timer.cancel());
        workers.execute(() -> {
            var unusedToo = client.send(
                            new Endpoint(member.host(), member.port()),
                            new ClusterRequest(clusterId, Purpose.ASK, timeout.toMillis(), question))
                    .thenAccept(reply -> answer.complete(answerOf(reply)));
        });
        return answer;
    }

    private static Optional<byte[]> answerOf(Reply reply) {
        return reply instanceof Reply.Received received && received.response().outcome() == Outcome.ANSWERED
                ? Optional.of(received.response().payload())
                : Optional.empty();
    }

    /** Answers a request of another member: a question by itself, a command by the given function. */
    CompletableFuture<ClusterResponse> dispatch(
            ClusterRequest request, Function<ClusterRequest, CompletableFuture<ClusterResponse>> commands) {
        if (!request.clusterId().equals(clusterId)) {
            LOG.warn("refused a request of another cluster");
            return CompletableFuture.completedFuture(new ClusterResponse(Outcome.REFUSED, 0, new byte[0]));
        }
        return switch (request.purpose()) {
            case PROPOSE -> commands.apply(request);
            case ASK -> CompletableFuture.completedFuture(answer(request));
        };
    }

    private ClusterResponse answer(ClusterRequest request) {
        try {
            return new ClusterResponse(Outcome.ANSWERED, 0, answerer.apply(request.payload()));
        } catch (RuntimeException failure) {
            LOG.warn("a question of another member could not be answered", failure);
            return new ClusterResponse(Outcome.FAILED, 0, new byte[0]);
        }
    }
}
