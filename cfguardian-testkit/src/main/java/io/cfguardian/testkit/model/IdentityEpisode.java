package io.cfguardian.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Rejection.Memory;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.EmailClaim;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.SigningKey;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.SequenceWindow;
import io.cfguardian.domain.state.State;
import io.cfguardian.testkit.generate.RandomIdentity;
import io.cfguardian.testkit.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** One run of random commands about identity on a fresh store, with everything that must hold looked at after each. */
final class IdentityEpisode {

    private static final int ALL = 1_000_000;

    private final SplittableRandom random;
    private final Store store;
    private final State state;
    private final CountingWriter writer;
    private final RandomIdentity commands;
    private final List<Envelope> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    IdentityEpisode(SplittableRandom random, Store store) {
        this.random = random;
        this.store = store;
        this.state = store.state();
        this.writer = new CountingWriter(store.writer());
        this.commands = new RandomIdentity(random, state);
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(commands.next());
            if (random.nextInt(3) > 0) {
                store.commitBatch();
            }
        }
        store.commitBatch();
        checkJournal();
    }

    /** The same commands lead to the same answers and the same state, batched otherwise. */
    void replay(Store other) {
        for (int i = 0; i < asked.size(); i++) {
            assertThat(Transition.step(other.state(), other.writer(), asked.get(i)))
                    .isEqualTo(answers.get(i));
            if (random.nextInt(9) == 0) {
                other.commitBatch();
            }
        }
        other.commitBatch();
        assertThat(other.state().head()).isEqualTo(state.head());
        assertThat(entities(other.state())).isEqualTo(entities(state));
    }

    /** The kinds of all events that happened. */
    Set<Class<?>> kinds() {
        try (View view = store.view()) {
            return view.commits(Revision.ZERO, ALL).stream()
                    .flatMap(commit -> commit.events().stream())
                    .map(Event::getClass)
                    .collect(Collectors.toSet());
        }
    }

    private void step(Envelope envelope) {
        Head before = state.head();
        List<Entity> entitiesBefore = entities(state);
        long writesBefore = writer.writes();
        Answer answer = Transition.step(state, writer, envelope);
        asked.add(envelope);
        answers.add(answer);
        Head after = state.head();
        boolean committed = answer.turn() == Answer.Turn.FIRST && answer.outcome() instanceof Committed;
        assertThat(after.revision()).isEqualTo(committed ? before.revision().next() : before.revision());
        if (!committed) {
            assertThat(after.chainHash()).isEqualTo(before.chainHash());
            assertThat(after.counts()).isEqualTo(before.counts());
            assertThat(after.securityEvents()).isEqualTo(before.securityEvents());
            assertThat(entities(state)).as(() -> "after " + answer).isEqualTo(entitiesBefore);
        }
        if (answer.turn() == Answer.Turn.REPEATED || isForgotten(answer)) {
            assertThat(after).isEqualTo(before);
            assertThat(writer.writes()).isEqualTo(writesBefore);
        }
        check(after);
    }

    private static boolean isForgotten(Answer answer) {
        return answer.outcome() instanceof Rejected(var ignored, var rejection)
                && rejection.memory() == Memory.FORGOTTEN;
    }

    private void check(Head head) {
        List<User> users = state.list(EntityRange.all(EntityKind.USER), ALL);
        long administrators = users.stream().filter(User::isActiveAdministrator).count();
        assertThat(head.counts().users()).isEqualTo(users.size());
        assertThat(head.counts().administrators()).isEqualTo(administrators);
        if (!users.isEmpty()) {
            assertThat(administrators).as("active administrators").isPositive();
            assertThat(state.find(EntityKey.dataKey())).isPresent();
            assertThat(state.list(EntityRange.all(EntityKind.SIGNING_KEY), ALL))
                    .hasSizeLessThanOrEqualTo((int) Limit.SIGNING_KEYS.max())
                    .filteredOn(SigningKey::isCurrent)
                    .hasSize(1);
        }
        checkAddresses(users);
        for (Session session : state.list(EntityRange.all(EntityKind.SESSION), ALL)) {
            assertThat(user(session.user()).filter(User::isActive))
                    .as("the user of an open session")
                    .isPresent();
        }
        SequenceWindow window = head.securityEvents();
        assertThat(state.list(EntityRange.all(EntityKind.SECURITY_EVENT), ALL).stream()
                        .map(SecurityEvent::sequence))
                .isEqualTo(
                        LongStream.range(window.first(), window.next()).boxed().toList());
    }

    /** Each address is claimed by the one user who has it. */
    private void checkAddresses(List<User> users) {
        List<EmailClaim> claims = state.list(EntityRange.all(EntityKind.EMAIL), ALL);
        for (EmailClaim claim : claims) {
            assertThat(user(claim.user()).map(User::email)).contains(claim.email());
        }
        assertThat(users.stream().filter(user -> user.email() != null)).hasSameSizeAs(claims);
    }

    private Optional<User> user(UserId id) {
        return state.find(EntityKey.of(id));
    }

    private void checkJournal() {
        try (View view = store.view()) {
            Hash previous = Hash.ZERO;
            long revision = 0;
            for (Commit commit : view.commits(Revision.ZERO, ALL)) {
                revision++;
                assertThat(commit.revision().value()).isEqualTo(revision);
                assertThat(commit.previous()).isEqualTo(previous);
                assertThat(commit.isIntact()).isTrue();
                previous = commit.hash();
            }
            assertThat(view.head().revision().value()).isEqualTo(revision);
            assertThat(view.head().chainHash()).isEqualTo(previous);
            assertThat(entities(view)).isEqualTo(entities(state));
        }
    }

    private static List<Entity> entities(State state) {
        List<Entity> all = new ArrayList<>();
        for (EntityKind<?> kind : EntityKind.ALL) {
            all.addAll(state.list(EntityRange.all(kind), ALL));
        }
        return all;
    }
}
