package io.cfguardian.server.benchmark;

import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Outcome.Committed;
import org.jspecify.annotations.Nullable;

/** Sees to it that no benchmark measures refusals. */
final class Written {

    private Written() {}

    static Answer of(@Nullable Answer answer) {
        if (answer == null || !(answer.outcome() instanceof Committed)) {
            throw new IllegalStateException("not committed: " + answer);
        }
        return answer;
    }
}
