package io.cfguardian.testkit.state;

import static io.cfguardian.testkit.example.Examples.NOON;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.revision;
import static io.cfguardian.testkit.example.Examples.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.FederatedLink;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.LoginAttempts;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.FederatedId;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.example.EveryCluster;
import io.cfguardian.testkit.example.EveryIdentity;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store promises of the identity state: found by key, listed by prefix in both orders, an open batch included. */
abstract class EntityContract {

    private static final List<String> NEIGHBOURS = List.of("a", "a-b", "a.b", "a0", "a_b", "aa", "ab", "b");
    private static final String FIRST = "0".repeat(32);
    private static final String MIDDLE = "8".repeat(32);
    private static final String LAST = "f".repeat(32);

    /** The store of the running test, empty when the test begins. */
    abstract Store store();

    @Test
    void nothingIsFoundInAnEmptyStore() {
        for (Entity entity : everyEntity()) {
            assertThat(store().state().find(entity.key())).isEmpty();
        }
        for (EntityKind<?> kind : EntityKind.ALL) {
            assertThat(store().state().list(EntityRange.all(kind), 10)).isEmpty();
            assertThat(store().state().list(EntityRange.all(kind).reversed(), 10))
                    .isEmpty();
        }
    }

    @Test
    void everyEntityIsFoundAsItWasPut() {
        for (Entity entity : everyEntity()) {
            store().writer().put(entity);

            assertThat((Object) store().state().find(entity.key()).orElseThrow())
                    .isEqualTo(entity);
            store().commitBatch();
            assertThat((Object) store().state().find(entity.key()).orElseThrow())
                    .isEqualTo(entity);
            try (View view = store().view()) {
                assertThat((Object) view.find(entity.key()).orElseThrow()).isEqualTo(entity);
                assertThat(view.list(EntityRange.all(entity.key().kind()), 10).contains(entity))
                        .isTrue();
            }
        }
    }

    @Test
    void aReplacedEntityIsTheNewOne() {
        LoginAttempts first = LoginAttempts.first(hash("account"), NOON);
        store().writer().put(first);
        store().commitBatch();
        store().writer().put(first.count(NOON));

        for (int look = 0; look < 2; look++) {
            assertThat(store().state().find(first.key())).contains(first.count(NOON));
            assertThat(store().state().list(EntityRange.all(EntityKind.ATTEMPTS), 10))
                    .containsExactly(first.count(NOON));
            store().commitBatch();
        }
    }

    @Test
    void aRemovedEntityIsGoneAndItsNeighboursStay() {
        NEIGHBOURS.forEach(user -> put(session(user, MIDDLE)));
        store().commitBatch();
        store().writer().remove(session("a", MIDDLE).key());

        for (int look = 0; look < 2; look++) {
            assertThat(store().state().find(session("a", MIDDLE).key())).isEmpty();
            assertThat(store().state().list(sessions("a"), 10)).isEmpty();
            assertThat(store().state().list(EntityRange.all(EntityKind.SESSION), 100))
                    .extracting(session -> session.user().value())
                    .isEqualTo(NEIGHBOURS.subList(1, NEIGHBOURS.size()));
            store().commitBatch();
        }
        try (View view = store().view()) {
            assertThat(view.list(sessions("a"), 10)).isEmpty();
        }
    }

    @Test
    void aPrefixSelectsWholePartsOnly() {
        for (String user : NEIGHBOURS.reversed()) {
            put(session(user, LAST));
            put(session(user, FIRST));
        }
        store().commitBatch();

        try (View view = store().view()) {
            for (State state : List.of(store().state(), view)) {
                for (String user : NEIGHBOURS) {
                    assertThat(state.list(sessions(user), 10))
                            .containsExactly(session(user, FIRST), session(user, LAST));
                    assertThat(state.list(sessions(user).reversed(), 10))
                            .containsExactly(session(user, LAST), session(user, FIRST));
                }
                assertThat(state.list(sessions("c"), 10)).isEmpty();
            }
        }
    }

    @Test
    void aPrefixOfAllPartsSelectsOne() {
        NEIGHBOURS.forEach(user -> put(new EmailClaim(new EmailAddress(user + "@x.org"), new UserId(user))));
        NEIGHBOURS.forEach(subject -> put(link("p", subject)));
        store().commitBatch();

        EntityRange<EmailClaim> one =
                new EntityRange<>(EntityKind.EMAIL, List.of("a@x.org"), null, EntityRange.Order.ASCENDING);
        assertThat(store().state().list(one, 10)).hasSize(1);
        assertThat(store().state().list(one.reversed(), 10)).hasSize(1);
        EntityRange<FederatedLink> link =
                new EntityRange<>(EntityKind.FEDERATED, List.of("p", "a"), null, EntityRange.Order.ASCENDING);
        assertThat(store().state().list(link, 10)).containsExactly(link("p", "a"));
    }

    @Test
    void kindsDoNotMeet() {
        everyEntity().forEach(entity -> store().writer().put(entity));
        store().commitBatch();

        for (EntityKind<?> kind : EntityKind.ALL) {
            assertThat(store().state().list(EntityRange.all(kind), 10))
                    .isNotEmpty()
                    .allMatch(kind.type()::isInstance);
            assertThat(store().state().list(EntityRange.all(kind).reversed(), 10))
                    .isNotEmpty()
                    .allMatch(kind.type()::isInstance);
        }
    }

    @Test
    void aListingGoesOnAfterAKeyInBothOrders() {
        NEIGHBOURS.reversed().forEach(user -> put(member("p", user)));
        put(member("o", "z"));
        put(member("q", "a"));
        store().commitBatch();

        try (View view = store().view()) {
            for (State state : List.of(store().state(), view)) {
                EntityRange<Membership> all = EntityRange.members(project("p"));
                assertThat(state.list(all, 3))
                        .containsExactly(member("p", "a"), member("p", "a-b"), member("p", "a.b"));
                assertThat(state.list(all.after(member("p", "a.b").key()), 2))
                        .containsExactly(member("p", "a0"), member("p", "a_b"));
                assertThat(state.list(all.after(member("p", "a-a").key()), 1)).containsExactly(member("p", "a-b"));
                assertThat(state.list(all.after(member("p", "b").key()), 2)).isEmpty();
                assertThat(state.list(all.reversed(), 2)).containsExactly(member("p", "b"), member("p", "ab"));
                assertThat(state.list(all.reversed().after(member("p", "ab").key()), 2))
                        .containsExactly(member("p", "aa"), member("p", "a_b"));
                assertThat(state.list(all.reversed().after(member("p", "a").key()), 2))
                        .isEmpty();
            }
        }
    }

    @Test
    void aKeyOutsideOfTheRangeLeavesTheRangeOrNothing() {
        NEIGHBOURS.forEach(user -> put(member("p", user)));
        store().commitBatch();

        EntityRange<Membership> all = EntityRange.members(project("p"));
        EntityKey<Membership> before = member("o", "z").key();
        EntityKey<Membership> behind = member("q", "a").key();
        assertThat(store().state().list(all.after(before), 100)).hasSize(NEIGHBOURS.size());
        assertThat(store().state().list(all.after(behind), 100)).isEmpty();
        assertThat(store().state().list(all.reversed().after(behind), 100)).hasSize(NEIGHBOURS.size());
        assertThat(store().state().list(all.reversed().after(before), 100)).isEmpty();
    }

    @Test
    void aListingSeesTheOpenBatch() {
        put(session("a", FIRST));
        put(session("a", LAST));
        put(session("b", FIRST));
        store().commitBatch();
        put(session("a", MIDDLE));
        put(session("aa", FIRST));
        store().writer().remove(session("a", FIRST).key());
        store().writer().remove(session("b", FIRST).key());

        assertThat(store().state().list(sessions("a"), 10)).containsExactly(session("a", MIDDLE), session("a", LAST));
        assertThat(store().state().list(sessions("a").reversed(), 10))
                .containsExactly(session("a", LAST), session("a", MIDDLE));
        assertThat(store().state().list(sessions("a").after(session("a", MIDDLE).key()), 10))
                .containsExactly(session("a", LAST));
        assertThat(store().state()
                        .list(
                                sessions("a")
                                        .reversed()
                                        .after(session("a", MIDDLE).key()),
                                10))
                .isEmpty();
        assertThat(store().state().list(sessions("b"), 10)).isEmpty();
        assertThat(store().state().list(EntityRange.all(EntityKind.SESSION).reversed(), 2))
                .containsExactly(session("aa", FIRST), session("a", LAST));
    }

    @Test
    void anOpenBatchDoesNotShowInViews() {
        put(session("a", FIRST));
        store().commitBatch();
        put(session("a", LAST));
        store().writer().remove(session("a", FIRST).key());

        try (View view = store().view()) {
            assertThat(view.list(sessions("a"), 10)).containsExactly(session("a", FIRST));
            assertThat(view.find(session("a", LAST).key())).isEmpty();
        }
    }

    @Test
    void aViewStaysAsItWasOpened() {
        put(session("a", FIRST));
        store().commitBatch();

        try (View before = store().view()) {
            store().writer().remove(session("a", FIRST).key());
            put(session("a", LAST));
            store().commitBatch();

            assertThat(before.list(sessions("a"), 10)).containsExactly(session("a", FIRST));
            assertThat(before.find(session("a", FIRST).key())).isPresent();
        }
    }

    @Test
    void securityEventsAreListedInTheOrderOfTheirSequence() {
        for (long sequence : new long[] {256, 9, 10, 0, 65_536, 255, 1L << 40}) {
            put(event(sequence));
        }
        store().commitBatch();

        EntityRange<SecurityEvent> all = EntityRange.all(EntityKind.SECURITY_EVENT);
        assertThat(store().state().list(all, 100).stream().map(SecurityEvent::sequence))
                .isEqualTo(LongStream.of(0, 9, 10, 255, 256, 65_536, 1L << 40)
                        .boxed()
                        .toList());
        assertThat(store().state().list(all.reversed().after(EntityKey.ofSecurityEvent(256)), 2))
                .containsExactly(event(255), event(10));
    }

    private void put(Entity entity) {
        store().writer().put(entity);
    }

    private static EntityRange<Session> sessions(String user) {
        return EntityRange.sessions(new UserId(user));
    }

    private static Session session(String user, String id) {
        return new Session(
                new UserId(user),
                new SessionId(id),
                Session.Method.PASSWORD,
                Session.Reach.FULL,
                hash("family"),
                hash("secret"),
                new Source("", ""),
                NOON,
                NOON,
                NOON);
    }

    private static Membership member(String project, String user) {
        return new Membership(
                new MemberId(project(project), new UserId(user).principal()), Grant.of(Role.VIEWER), stamp(1));
    }

    private static FederatedLink link(String provider, String subject) {
        return new FederatedLink(new FederatedId(provider, subject), new UserId("u"));
    }

    private static SecurityEvent event(long sequence) {
        return new SecurityEvent(
                sequence, NOON, new Observation(SecurityEvent.Kind.PURGED, null, null, null, "", ""), revision(1));
    }

    private static List<Entity> everyEntity() {
        return Stream.of(EveryIdentity.entities(), EveryCluster.entities())
                .flatMap(entities -> entities.values().stream())
                .toList();
    }
}
