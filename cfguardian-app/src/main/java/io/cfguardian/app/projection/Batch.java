package io.cfguardian.app.projection;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.ServiceTokenId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive commits, with what they do not hold themselves.
 *
 * @param entries in the order of revisions; may be none when there are security events
 * @param standings of those whom the commits are about
 * @param securityEvents that these commits recorded, or ones before
 * @param end the checkpoint after it
 */
public record Batch(List<Entry> entries, Standings standings, List<SecurityEvent> securityEvents, Checkpoint end) {

    public Batch {
        entries = List.copyOf(entries);
        securityEvents = List.copyOf(securityEvents);
    }

    /** A commit with the documents that it wrote. */
    public record Entry(Commit commit, List<Change> changes) {
        public Entry {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One thing that a commit did.
     *
     * @param document of a put of a config or schema, null for anything else
     */
    public record Change(Event event, @Nullable Document document) {}

    /**
     * Users, tokens and roles as they are now, which may be after the batch: what is younger comes again with its own commit.
     * A deleted user has no roles.
     *
     * @param users deleted ones too
     */
    public record Standings(
            List<User> users,
            List<ServiceToken> tokens,
            List<ServiceTokenId> goneTokens,
            List<Membership> members,
            List<MemberId> goneMembers) {
        public Standings {
            users = List.copyOf(users);
            tokens = List.copyOf(tokens);
            goneTokens = List.copyOf(goneTokens);
            members = List.copyOf(members);
            goneMembers = List.copyOf(goneMembers);
        }
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return entries.isEmpty() && securityEvents.isEmpty();
    }
}
