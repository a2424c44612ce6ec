package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.util.Endpoint;
import io.cfguardian.app.telemetry.Span;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.app.telemetry.Tracer;
import io.cfguardian.raft.consensus.ProposalResult.Answered;
import io.cfguardian.raft.consensus.ProposalResult.NotAppended;
import io.cfguardian.raft.consensus.ProposalResult.Reason;
import io.cfguardian.raft.consensus.ProposalResult.Unknown;
import io.cfguardian.raft.consensus.transport.ClusterClient;
import io.cfguardian.raft.consensus.transport.ClusterClient.Reply;
import io.cfguardian.raft.consensus.transport.ClusterRequest;
import io.cfguardian.raft.consensus.transport.ClusterRequest.Purpose;
import io.cfguardian.raft.consensus.transport.ClusterResponse;
import io.cfguardian.raft.consensus.transport.ClusterResponse.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes a command to the leader, wherever that is, and takes it there again as long as it was certainly not appended and there is time: so a
 * write that meets an election waits for the new leader instead of failing. A command is passed on once at most: who gets it
 * from another member and does not lead says so. Thread-safe.
 */
final class ProposalRouter {

    private static final Duration PAUSE_LEAST = Duration.ofMillis(10);
    private static final Duration PAUSE_MOST = Duration.ofMillis(40);

    private final ConsensusSettings settings;
    private final LeadershipView leadership;
    private final ProposalBatcher batcher;
    private final ClusterClient client;
    private final Supplier<Optional<Reason>> refusal;
    private final Deadlines deadlines;
    private final Executor workers;
    private final Tracer tracer;
    private final AdmissionGate gate;

    /** @param refusal why this node takes no commands, if it does not */
    ProposalRouter(
            ConsensusSettings settings,
            LeadershipView leadership,
            ProposalBatcher batcher,
            ClusterClient client,
            Supplier<Optional<Reason>> refusal,
            Deadlines deadlines,
            Executor workers,
            Tracer tracer) {
        this.settings = settings;
        this.leadership = leadership;
        this.batcher = batcher;
        this.client = client;
        this.refusal = refusal;
        this.deadlines = deadlines;
        this.workers = workers;
        this.tracer = tracer;
        this.gate = new AdmissionGate(
                settings.limits().inFlightBytesMax(), settings.limits().inFlightCountMax());
    }

    /** Always completes, shortly after the timeout at the latest, and never exceptionally. */
    CompletableFuture<ProposalResult> propose(byte[] command, Duration timeout, Span span) {
        if (command.length > settings.limits().commandBytesMax()) {
            return ProposalBatcher.settled(Reason.TOO_LARGE);
        }
        Optional<Reason> refused = refusal.get();
        if (refused.isPresent()) {
            return ProposalBatcher.settled(refused.get());
        }
        if (!gate.tryEnter(command.length)) {
            return ProposalBatcher.settled(Reason.OVERLOADED);
        }
        long deadline = Deadlines.after(timeout);
        CompletableFuture<ProposalResult> result = new CompletableFuture<>();
        var unused = result.whenComplete((settled, impossible) -> gate.leave(command.length));
        Journey journey = new Journey(command, deadline, span);
        var unusedToo = attempt(journey, leadership.current()).whenComplete((first, impossible) -> {
            if (mayRetry(first)) {
                workers.execute(() -> retry(journey, first, result));
            } else {
                result.complete(first);
            }
        });
        return result;
    }

    /**
     * A command on its way.
     *
     * @param span what is done for it is a part of
     */
    // never compared: handed through without a copy
    @SuppressWarnings("ArrayRecordComponent")
    private record Journey(byte[] command, long deadline, Span span) {}

    /** What this node answers to another member's command. */
    CompletableFuture<ClusterResponse> answer(ClusterRequest request) {
        TraceContext trace = request.trace();
        Span span = trace == null ? Span.NONE : tracer.received("raft.receive", trace);
        Optional<Reason> refused = refusal.get();
        CompletableFuture<ProposalResult> result = refused.isPresent()
                ? ProposalBatcher.settled(refused.get())
                : batcher.propose(
                        request.payload(),
                        Deadlines.after(
                                Duration.ofMillis(Math.clamp(request.millisLeft(), 0, TimeUnit.HOURS.toMillis(1)))),
                        span);
        return closing(span, result).thenApply(ProposalRouter::responseOf);
    }

    private void retry(Journey journey, ProposalResult first, CompletableFuture<ProposalResult> result) {
        ProposalResult last = first;
        try {
            Leadership seen = leadership.current();
            long deadline = journey.deadline();
            while (mayRetry(last) && !Deadlines.isPast(deadline)) {
                long pauseEnd = System.nanoTime() + Deadlines.jitterNanos(PAUSE_LEAST, PAUSE_MOST);
                seen = leadership.awaitChangeFrom(seen, pauseEnd - deadline < 0 ? pauseEnd : deadline);
                Optional<Reason> refused = refusal.get();
                last = refused.isPresent()
                        ? new NotAppended(refused.get())
                        : attempt(journey, seen).join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            result.complete(last);
        }
    }

    private static boolean mayRetry(ProposalResult result) {
        return result instanceof NotAppended not
                && (not.reason() == Reason.NO_LEADER || not.reason() == Reason.NOT_LEADER);
    }

    private CompletableFuture<ProposalResult> attempt(Journey journey, Leadership now) {
        return switch (now.role()) {
            case LEADER -> batcher.propose(journey.command(), journey.deadline(), journey.span());
            case FOLLOWER -> forward(journey, now.leader().orElseThrow());
            case SEEKING, OUT -> ProposalBatcher.settled(Reason.NO_LEADER);
        };
    }

    private CompletableFuture<ProposalResult> forward(Journey journey, MemberAddress leader) {
        Span hop = journey.span()
                .child("raft.forward", Span.Kind.CLIENT)
                .put("server.address", leader.host())
                .put("server.port", leader.port());
        long deadline = journey.deadline();
        CompletableFuture<ProposalResult> result = new CompletableFuture<>();
        Deadlines.Due timer = deadlines.at(
                deadline, () -> result.complete(new Unknown("no answer from the leader before the deadline")));
        var unused = result.whenComplete((settled, impossible) -> timer.cancel());
        // opening a connection blocks
        workers.execute(() -> {
            long millisLeft = TimeUnit.NANOSECONDS.toMillis(Deadlines.nanosLeft(deadline));
            if (millisLeft <= 0) {
                result.complete(new NotAppended(Reason.NO_LEADER));
                return;
            }
            var unusedToo = client.send(
                            new Endpoint(leader.host(), leader.port()),
                            new ClusterRequest(
                                    settings.clusterId(),
                                    Purpose.PROPOSE,
                                    millisLeft,
                                    journey.command(),
                                    hop.context().orElse(null)))
                    .thenAccept(reply -> result.complete(resultOf(reply)));
        });
        return closing(hop, result);
    }

    /** The same, which closes the span before anybody hears of it. */
    private static CompletableFuture<ProposalResult> closing(Span span, CompletableFuture<ProposalResult> result) {
        if (!span.isRecorded()) {
            return result;
        }
        return result.whenComplete((settled, impossible) -> {
            settled.failure().ifPresent(span::failed);
            span.close();
        });
    }

    private static ProposalResult resultOf(Reply reply) {
        return switch (reply) {
            case Reply.NotSent unreachable -> new NotAppended(Reason.NO_LEADER);
            case Reply.Lost lost -> new Unknown("sent to the leader, no answer: " + lost.reason());
            case Reply.Received received -> resultOf(received.response());
        };
    }

    private static ProposalResult resultOf(ClusterResponse response) {
        return switch (response.outcome()) {
            case ANSWERED -> new Answered(response.index(), response.payload());
            case UNKNOWN -> new Unknown(new String(response.payload(), StandardCharsets.UTF_8));
            case OVERLOADED -> new NotAppended(Reason.OVERLOADED);
            case TOO_LARGE -> new NotAppended(Reason.TOO_LARGE);
            // the other member's trouble is not this one's: another will lead
            case NOT_LEADER, STOPPING, FAILED, REFUSED -> new NotAppended(Reason.NOT_LEADER);
        };
    }

    private static ClusterResponse responseOf(ProposalResult result) {
        return switch (result) {
            case Answered answered -> new ClusterResponse(Outcome.ANSWERED, answered.index(), answered.answer());
            case Unknown unknown ->
                new ClusterResponse(Outcome.UNKNOWN, 0, unknown.reason().getBytes(StandardCharsets.UTF_8));
            case NotAppended notAppended -> new ClusterResponse(outcomeOf(notAppended.reason()), 0, new byte[0]);
        };
    }

    private static Outcome outcomeOf(Reason reason) {
        return switch (reason) {
            case NO_LEADER, NOT_LEADER -> Outcome.NOT_LEADER;
            case OVERLOADED -> Outcome.OVERLOADED;
            case STOPPING -> Outcome.STOPPING;
            case FAILED -> Outcome.FAILED;
            case TOO_LARGE -> Outcome.TOO_LARGE;
        };
    }
}
