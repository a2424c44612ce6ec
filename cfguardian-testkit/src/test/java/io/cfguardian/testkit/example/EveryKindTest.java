package io.cfguardian.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.Operation;
import io.cfguardian.domain.command.Precondition;
import io.cfguardian.domain.command.Premise;
import io.cfguardian.domain.decide.Outcome;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EveryKindTest {

    @Test
    void noKindIsForgotten() {
        assertComplete(Command.class, EveryKind.commands());
        assertComplete(Operation.class, EveryKind.operations());
        assertComplete(Premise.class, EveryKind.premises());
        assertComplete(
                Expectation.class,
                EveryKind.preconditions().stream()
                        .map(Precondition::expectation)
                        .toList());
        assertComplete(Event.class, EveryKind.events());
        assertComplete(Outcome.class, EveryKind.outcomes());
        assertComplete(Rejection.class, EveryKind.rejections());
    }

    private static void assertComplete(Class<?> family, List<?> examples) {
        assertThat(examples.stream().<Class<?>>map(Object::getClass)).containsAll(EveryKind.kinds(family));
    }
}
