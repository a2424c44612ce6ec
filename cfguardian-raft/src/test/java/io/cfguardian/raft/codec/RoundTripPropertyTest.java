package io.cfguardian.raft.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.generate.RandomEnvelopes;
import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.InMemoryState;
import org.junit.jupiter.api.Test;

/** Random commands, and what they lead to, survive being written and read. */
class RoundTripPropertyTest {

    private static final int COMMANDS = 1_500;

    @Test
    void whatIsWrittenIsRead() {
        Seed.run(random -> {
            InMemoryState state = new InMemoryState();
            RandomEnvelopes envelopes = new RandomEnvelopes(random, state);
            for (int i = 0; i < COMMANDS; i++) {
                Envelope envelope = envelopes.next();
                assertSurvives(Codec.ENVELOPE, envelope);
                Answer answer = Transition.step(state, state, envelope);
                assertSurvives(Codec.ANSWER, answer);
                assertSurvives(Codec.HEAD, state.head());
            }
            try (View view = state.view()) {
                for (Commit commit : view.commits(Revision.ZERO, COMMANDS)) {
                    assertSurvives(Codec.COMMIT, commit);
                    assertThat(Codec.COMMIT.decode(Codec.COMMIT.encode(commit)).isIntact())
                            .isTrue();
                }
                view.projects(null, COMMANDS).forEach(project -> assertSurvives(Codec.PROJECT, project));
            }
        });
    }

    private static <T> void assertSurvives(Codec<T> codec, T value) {
        byte[] bytes = codec.encode(value);
        assertThat(codec.decode(bytes)).isEqualTo(value);
        assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
    }
}
