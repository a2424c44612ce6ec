package io.cfguardian.app.telemetry;

import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts sessions and service tokens in this node's own state, round after round, a few in each step: what it tells is some
 * seconds old, and older by ten seconds for each 50,000. {@link #step} is for one thread, {@link #population} for any.
 */
public final class Census implements Worker.Task {

    static final int CHUNK = 500;

    /** Between two steps of a round, so that counting never takes more than a small part of a processor. */
    static final Pause WITHIN = Pause.of(Duration.ofMillis(100));

    /** Between two rounds. */
    static final Pause APART = Pause.of(Duration.ofSeconds(10));

    private final Replica replica;
    private final InstantSource clock;
    private Walk<Session> sessions = sessions();
    private Walk<ServiceToken> tokens = tokens();
    private volatile @Nullable Population population;

    /** Counts nothing yet. */
    public Census(Replica replica, InstantSource clock) {
        this.replica = replica;
        this.clock = clock;
    }

    /**
     * How many there were in the last round. What has ended is kept until it is purged, once a day.
     *
     * @param openSessions that can be refreshed
     * @param endedSessions whose time is over
     * @param validTokens that can be used
     * @param endedTokens whose time is over
     */
    public record Population(long openSessions, long endedSessions, long validTokens, long endedTokens) {}

    /** How many there are; empty before the first round has ended. */
    public Optional<Population> population() {
        return Optional.ofNullable(population);
    }

    @Override
    public Pause step() {
        try (View view = replica.view()) {
            Instant now = clock.instant();
            if (!sessions.goOn(view, now) || !tokens.goOn(view, now)) {
                return WITHIN;
            }
        }
        population = new Population(sessions.current, sessions.ended, tokens.current, tokens.ended);
        sessions = sessions();
        tokens = tokens();
        return APART;
    }

    private static Walk<Session> sessions() {
        return new Walk<>(EntityKind.SESSION, Session::key, Session::isExpired);
    }

    private static Walk<ServiceToken> tokens() {
        return new Walk<>(EntityKind.TOKEN, ServiceToken::key, ServiceToken::isExpired);
    }

    /** One way through all entities of a kind. */
    private static final class Walk<E extends Entity> {

        private final EntityRange<E> all;
        private final Function<E, EntityKey<E>> key;
        private final BiPredicate<E, Instant> hasEnded;
        private @Nullable EntityKey<E> last;
        private boolean done;
        private long current;
        private long ended;

        Walk(EntityKind<E> kind, Function<E, EntityKey<E>> key, BiPredicate<E, Instant> hasEnded) {
            this.all = EntityRange.all(kind);
            this.key = key;
            this.hasEnded = hasEnded;
        }

        /** Counts some more; whether that was all. */
        boolean goOn(View view, Instant now) {
            if (done) {
                return true;
            }
            List<E> chunk = view.list(all.after(last), CHUNK);
            for (E entity : chunk) {
                if (hasEnded.test(entity, now)) {
                    ended++;
                } else {
                    current++;
                }
            }
            if (chunk.size() < CHUNK) {
                done = true;
            } else {
                last = key.apply(chunk.getLast());
            }
            return done;
        }
    }
}
