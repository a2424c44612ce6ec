package io.cfguardian.http.watch;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.watch.Subscription.Changes;
import io.cfguardian.app.watch.Subscription.Over;
import io.cfguardian.app.watch.Watch;
import io.cfguardian.app.watch.Watch.Opened;
import io.cfguardian.app.watch.WatchFilter;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.ConfigAnswers;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.EntityTag;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.request.ReadOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Holds the answer to a read back until there is something new. Each waits on its request's own virtual thread; there are
 * only so many at once. Used by many threads.
 */
public final class LongPolls {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final Watch watch;
    private final OpenEnded places;

    /** Waits on {@code watch}, in as many places as there are. */
    public LongPolls(Watch watch, OpenEnded places) {
        this.watch = watch;
        this.places = places;
    }

    /**
     * The newest version as soon as it is not the one that the client has, or 304 when the time is over.
     *
     * @param newest reads the config as it is now, afresh at every call
     */
    public Answer answer(Call call, Function<ReadRequest, Found<ConfigText>> newest) {
        Duration wait = wait(call);
        for (String other : List.of("atRevision", "at")) {
            if (call.query().text(other).isPresent()) {
                throw Parameters.invalid("wait", "wait does not go with " + other + ".");
            }
        }
        ReadRequest request = ReadOptions.of(call);
        if (request.consistency() == Consistency.STALE) {
            throw Parameters.invalid("wait", "wait does not go with consistency=stale.");
        }
        long deadline = System.nanoTime() + wait.toNanos();
        Found<ConfigText> found = newest.apply(request);
        if (!isKnown(call, found)) {
            return ConfigAnswers.envelope(call, found);
        }
        OpenEnded.Place place = places.take();
        try {
            return ConfigAnswers.envelope(call, next(call, found, newest, deadline));
        } catch (InterruptedException e) {
            throw stopping();
        } finally {
            place.giveBack();
        }
    }

    /** What there is once it is not {@code known} any more, or when the time is over. */
    private Found<ConfigText> next(
            Call call, Found<ConfigText> known, Function<ReadRequest, Found<ConfigText>> newest, long deadlineNanos)
            throws InterruptedException {
        ConfigId id = call.config();
        WatchFilter filter =
                new WatchFilter(id.project(), id.environment(), id.key().value());
        Opened opened = Results.found(watch.open(call.actor(), filter, known.revision()))
                .value();
        Revision position = opened.from();
        Found<ConfigText> found = known;
        while (isKnown(call, found)) {
            switch (opened.subscription().after(position)) {
                case Changes(var changes, Revision upTo, boolean isAll) -> {
                    position = upTo;
                    if (!changes.isEmpty()) {
                        found = newest.apply(ReadOptions.own(call));
                    } else if (isAll) {
                        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
                        if (!left.isPositive()) {
                            return found;
                        }
                        watch.awaitAfter(position, left);
                    }
                }
                case Over.OVER -> {
                    // The right to read is gone: the read says so.
                    return newest.apply(ReadOptions.own(call));
                }
            }
        }
        return found;
    }

    private static boolean isKnown(Call call, Found<ConfigText> found) {
        return Conditions.isKnown(call, EntityTag.of(found.value().config().version()));
    }

    private static ProblemException stopping() {
        return Problem.of(ProblemType.UNAVAILABLE, "This node is stopping.")
                .with("reasons", List.of("stopping"))
                .retryAfter(1)
                .exception();
    }

    /** {@code 30s}, {@code PT30S} or {@code PT1M}; 1 to 60 seconds. */
    private static Duration wait(Call call) {
        String text = call.query().text("wait").orElseThrow();
        if (text.equals("PT1M")) {
            return WAIT_MAX;
        }
        if (!text.matches("([1-9]|[1-5][0-9]|60)s|PT([1-9]|[1-5][0-9]|60)S")) {
            throw Parameters.invalid("wait", "wait is 1 to 60 seconds, such as 30s or PT30S.");
        }
        return Duration.ofSeconds(Long.parseLong(text.replaceAll("[^0-9]", "")));
    }
}
