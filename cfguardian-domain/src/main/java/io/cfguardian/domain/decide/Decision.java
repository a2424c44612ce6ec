package io.cfguardian.domain.decide;

import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
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
     * An event and what it does not tell itself.
     *
     * @param document the content it names by digest, null for events without content
     * @param edits what becomes of the identity state
     */
    record Change(Event event, @Nullable Document document, Edits edits) {}

    /** Writes to the identity state; removals come first. */
    record Edits(List<EntityKey<?>> removals, List<Entity> puts) {

        static final Edits NONE = new Edits(List.of(), List.of());

        public Edits {
            removals = List.copyOf(removals);
            puts = List.copyOf(puts);
        }

        static Edits put(Entity... entities) {
            return new Edits(List.of(), List.of(entities));
        }

        static Edits remove(EntityKey<?>... keys) {
            return new Edits(List.of(keys), List.of());
        }
    }

    /** One event without content. */
    static Decision accept(Effect effect, Event event, Edits edits) {
        return accept(event.subject(), effect, event, edits);
    }

    /** One event without content, answered for {@code subject}. */
    static Decision accept(Subject subject, Effect effect, Event event, Edits edits) {
        return new Accept(List.of(new Change(event, null, edits)), List.of(new Result(subject, null, effect)));
    }

    /** One event without content about a project or an environment. */
    static Decision accept(Subject subject, Effect effect, Event event) {
        return accept(subject, effect, event, Edits.NONE);
    }

    /** It is as asked. */
    static Decision keep(Subject subject) {
        return new Keep(List.of(new Result(subject, null, Effect.UNCHANGED)));
    }

    static Decision refuse(Rejection rejection) {
        return new Refuse(rejection);
    }
}
