package io.cfguardian.app.projection;

import io.cfguardian.app.projection.Batch.Change;
import io.cfguardian.app.projection.Batch.Entry;
import io.cfguardian.app.projection.Batch.Standings;
import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.event.Event.SchemaPut;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.DocumentId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes batches of what a view has after a checkpoint. Without state. */
final class Batches {

    /** One transaction of the database each: large enough that its commit is not what counts, small enough to be taken in a second. */
    private static final int COMMITS_MAX = 2_000;

    private static final long DOCUMENT_BYTES_MAX = 8L << 20;
    private static final int SECURITY_EVENTS_MAX = 2_000;
    private static final int TOKENS_READ = 1_000;

    private Batches() {}

    /** The next batch after {@code from}, empty when there is nothing. */
    static Batch after(Checkpoint from, View view) {
        List<Entry> entries = entries(from.revision().next(), view);
        Touched touched = new Touched();
        for (Entry entry : entries) {
            entry.changes().forEach(change -> touched.add(change.event()));
            if (entry.changes().stream()
                    .anyMatch(change -> change.event() instanceof Purged purged && purged.tokens() > 0)) {
                touched.addExpired(entry.commit().time(), view);
            }
        }
        Commit last = entries.isEmpty() ? null : entries.getLast().commit();
        Revision upTo = last == null ? from.revision() : last.revision();
        List<SecurityEvent> events = securityEvents(from.securityEvent(), upTo, view);
        return new Batch(
                entries,
                touched.standings(view),
                events,
                new Checkpoint(
                        upTo,
                        last == null ? from.chainHash() : last.hash(),
                        events.isEmpty()
                                ? from.securityEvent()
                                : events.getLast().sequence() + 1));
    }

    private static List<Entry> entries(Revision first, View view) {
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        for (Commit commit : view.commits(first, COMMITS_MAX)) {
            List<Change> changes = commit.events().stream()
                    .map(event -> new Change(event, document(event, view).orElse(null)))
                    .toList();
            entries.add(new Entry(commit, changes));
            bytes += changes.stream()
                    .mapToLong(change -> size(change.document()))
                    .sum();
            if (bytes > DOCUMENT_BYTES_MAX) {
                break;
            }
        }
        return entries;
    }

    private static Optional<Document> document(Event event, View view) {
        return switch (event) {
            case ConfigPut put -> document(put.subject(), put.version(), view);
            case SchemaPut put -> document(put.subject(), put.version(), view);
            default -> Optional.empty();
        };
    }

    private static Optional<Document> document(DocumentId id, Version version, View view) {
        Optional<Document> document = view.document(id, version);
        if (document.isEmpty()) {
            throw new IllegalStateException("version " + version + " of " + id + " has no text");
        }
        return document;
    }

    private static long size(@Nullable Document document) {
        return document == null
                ? 0
                : document.text().size() + (long) document.json().size();
    }

    private static List<SecurityEvent> securityEvents(long first, Revision upTo, State state) {
        EntityRange<SecurityEvent> all = EntityRange.all(EntityKind.SECURITY_EVENT);
        return state
                .list(first == 0 ? all : all.after(EntityKey.ofSecurityEvent(first - 1)), SECURITY_EVENTS_MAX)
                .stream()
                .takeWhile(event -> !event.revision().isAfter(upTo))
                .toList();
    }

    /** Whom events are about. */
    private static final class Touched {

        private final Set<UserId> users = new LinkedHashSet<>();
        private final Set<ServiceTokenId> tokens = new LinkedHashSet<>();
        private final Set<MemberId> members = new LinkedHashSet<>();

        void add(Event event) {
            switch (event.subject()) {
                case UserId user -> users.add(user);
                case MemberId member -> members.add(member);
                case ServiceTokenId token -> add(token);
                default -> {
                    // About nobody.
                }
            }
        }

        /** A purge does not say which tokens it removed: of those that had ended, the ones that are still there. */
        void addExpired(Instant time, State state) {
            EntityRange<ServiceToken> range = EntityRange.all(EntityKind.TOKEN);
            List<ServiceToken> some = state.list(range, TOKENS_READ);
            while (!some.isEmpty()) {
                some.stream()
                        .filter(token -> token.isExpired(time))
                        .map(ServiceToken::id)
                        .forEach(this::add);
                range = range.after(EntityKey.of(some.getLast().id()));
                some = state.list(range, TOKENS_READ);
            }
        }

        private void add(ServiceTokenId token) {
            tokens.add(token);
            members.add(new MemberId(token.project(), token.principal()));
        }

        Standings standings(State state) {
            List<User> knownUsers = new ArrayList<>();
            users.forEach(user -> state.find(EntityKey.of(user)).ifPresent(knownUsers::add));
            List<ServiceToken> knownTokens = new ArrayList<>();
            List<ServiceTokenId> goneTokens = new ArrayList<>();
            tokens.forEach(
                    id -> state.find(EntityKey.of(id)).ifPresentOrElse(knownTokens::add, () -> goneTokens.add(id)));
            List<Membership> knownMembers = new ArrayList<>();
            List<MemberId> goneMembers = new ArrayList<>();
            members.forEach(id -> state.find(EntityKey.of(id))
                    .filter(member -> !isDeleted(member, state))
                    .ifPresentOrElse(knownMembers::add, () -> goneMembers.add(id)));
            return new Standings(knownUsers, knownTokens, goneTokens, knownMembers, goneMembers);
        }

        /** Roles of a user who was deleted stay in the state, and give nobody anything. */
        private static boolean isDeleted(Membership member, State state) {
            return member.id()
                    .principal()
                    .user()
                    .flatMap(user -> state.find(EntityKey.of(user)))
                    .filter(user -> user.status() == User.Status.DELETED)
                    .isPresent();
        }
    }
}
