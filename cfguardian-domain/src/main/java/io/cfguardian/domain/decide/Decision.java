package io.cfguardian.domain.decide;

import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.key.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decider found. Nothing is written yet. */
sealed interface Decision {

    /** These changes follow. */
    record Accept(List<Change> changes, List<Result> results) implements Decision {}

    /** Everything is as asked already. */
    record Keep(List<Result> results) implements Decision {}

    /** Refused. */
    record Refuse(Rejection rejection) implements Decision {}

    /**
     * An event and the content it names by digest.
     *
     * @param document null for events without content
     */
    record Change(Event event, @Nullable Document document) {}

    /** One event without content about a project or an environment. */
    static Decision accept(Subject subject, Effect effect, Event event) {
        return new Accept(List.of(new Change(event, null)), List.of(new Result(subject, null, effect)));
    }

    /** A project or an environment is as asked. */
    static Decision keep(Subject subject) {
        return new Keep(List.of(new Result(subject, null, Effect.UNCHANGED)));
    }

    static Decision refuse(Rejection rejection) {
        return new Refuse(rejection);
    }
}
