package io.cfguardian.app.telemetry;

import io.cfguardian.app.replica.Replica;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the cluster's security events by kind, from those that come after the first look. Each look reads what is new, in
 * this node's own state, and at most {@value #READ_MAX} of it: what remains is counted at the next. Used by many threads.
 */
public final class EventCounts {

    private static final int READ_MAX = 10_000;
    private static final int CHUNK = 1_000;

    private final Replica replica;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long next = -1;

    /** Counts nothing yet. */
    public EventCounts(Replica replica) {
        this.replica = replica;
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0L);
        }
    }

    /** How many there were of each kind since the first call. */
    public synchronized Map<Kind, Long> read() {
        try (View view = replica.view()) {
            if (next < 0) {
                next = view.head().securityEvents().next();
            }
            count(view);
        }
        return new EnumMap<>(counts);
    }

    private void count(View view) {
        EntityRange<SecurityEvent> all = EntityRange.all(EntityKind.SECURITY_EVENT);
        for (int read = 0; read < READ_MAX; read += CHUNK) {
            List<SecurityEvent> chunk =
                    view.list(next == 0 ? all : all.after(EntityKey.ofSecurityEvent(next - 1)), CHUNK);
            chunk.forEach(event -> counts.merge(event.observation().kind(), 1L, Long::sum));
            if (!chunk.isEmpty()) {
                next = chunk.getLast().sequence() + 1;
            }
            if (chunk.size() < CHUNK) {
                return;
            }
        }
    }
}
