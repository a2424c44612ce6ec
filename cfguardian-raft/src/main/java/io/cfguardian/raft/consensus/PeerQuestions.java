package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.util.Endpoint;
import io.cfguardian.raft.consensus.transport.ClusterClient;
import io.cfguardian.raft.consensus.transport.ClusterClient.Reply;
import io.cfguardian.raft.consensus.transport.ClusterRequest;
import io.cfguardian.raft.consensus.transport.ClusterRequest.Purpose;
import io.cfguardian.raft.consensus.transport.ClusterResponse;
import io.cfguardian.raft.consensus.transport.ClusterResponse.Outcome;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions from one member to another, and the door for all cluster requests. Thread-safe. */
final class PeerQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(PeerQuestions.class);

    private static final Duration MEMORY_TIMEOUT = Duration.ofMillis(500);

    private final String clusterId;
    private final ClusterClient client;
    private final Function<byte[], byte[]> answerer;
    private final Supplier<Memory> memory;
    private final Deadlines deadlines;
    private final Executor workers;

    PeerQuestions(
            String clusterId,
            ClusterClient client,
            Function<byte[], byte[]> answerer,
            Supplier<Memory> memory,
            Deadlines deadlines,
            Executor workers) {
        this.clusterId = clusterId;
        this.client = client;
        this.answerer = answerer;
        this.memory = memory;
        this.deadlines = deadlines;
        this.workers = workers;
    }

    /** Always completes, by the timeout at the latest, and never exceptionally. */
    CompletableFuture<Optional<byte[]>> ask(MemberAddress member, byte[] question, Duration timeout) {
        return send(member, Purpose.ASK, question, timeout);
    }

    /** What another member remembers; always completes, soon, and never exceptionally. */
    CompletableFuture<Optional<Memory>> askMemory(MemberAddress member) {
        return send(member, Purpose.REMEMBER, new byte[0], MEMORY_TIMEOUT)
                .thenApply(answer -> answer.flatMap(bytes -> read(member, bytes)));
    }

    private static Optional<Memory> read(MemberAddress member, byte[] bytes) {
        try {
            return Optional.of(Memory.decode(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException otherRelease) {
            LOG.warn("what {} remembers cannot be read: {}", member, otherRelease.toString());
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<byte[]>> send(
            MemberAddress member, Purpose purpose, byte[] question, Duration timeout) {
        CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
        Deadlines.Due timer = deadlines.at(Deadlines.after(timeout), () -> answer.complete(Optional.empty()));
        var unused = answer.whenComplete((settled, impossible) -> timer.cancel());
        workers.execute(() -> {
            var unusedToo = client.send(
                            new Endpoint(member.host(), member.port()),
                            new ClusterRequest(clusterId, purpose, timeout.toMillis(), question))
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
            case ASK -> CompletableFuture.completedFuture(answer(() -> answerer.apply(request.payload())));
            case REMEMBER ->
                CompletableFuture.completedFuture(answer(() -> memory.get().encode()));
        };
    }

    private static ClusterResponse answer(Supplier<byte[]> answer) {
        try {
            return new ClusterResponse(Outcome.ANSWERED, 0, answer.get());
        } catch (RuntimeException failure) {
            LOG.warn("a question of another member could not be answered", failure);
            return new ClusterResponse(Outcome.FAILED, 0, new byte[0]);
        }
    }
}
