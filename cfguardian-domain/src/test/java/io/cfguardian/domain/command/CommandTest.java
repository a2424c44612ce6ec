package io.cfguardian.domain.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command.ChangeDocuments;
import io.cfguardian.domain.command.Command.CreateEnvironment;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateEnvironment;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.command.Operation.DeleteConfig;
import io.cfguardian.domain.command.Premise.NewestVersion;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.domain.state.SequenceWindow;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {

    private static final ProjectKey SHOP = new ProjectKey("shop");
    private static final EnvironmentId PROD = new EnvironmentId(SHOP, new EnvironmentKey("prod"));
    private static final ConfigId CONFIG = ConfigId.of(PROD, new ConfigKey("a"));
    private static final Operation DELETE = new DeleteConfig(CONFIG, Expectation.Simple.ANY);
    private static final Precondition PRECONDITION = new Precondition(CONFIG, Expectation.Simple.ANY);
    private static final Premise PREMISE = new NewestVersion(CONFIG, null);

    @Test
    void descriptionsAreBoundedAndWellFormed() {
        List<Consumer<String>> commands = List.of(
                text -> new CreateProject(SHOP, text),
                text -> new UpdateProject(SHOP, text),
                text -> new CreateEnvironment(PROD, text, SchemaDemand.OPTIONAL),
                text -> new UpdateEnvironment(PROD, text, null));

        for (Consumer<String> command : commands) {
            command.accept("d".repeat(1_024));
            command.accept("\uD83D\uDE00");
            assertThatThrownBy(() -> command.accept("d".repeat(1_025))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> command.accept("\uD83D")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTransactionHasOneTo256Operations() {
        assertThat(transaction(256, 256, 256).operations()).hasSize(256);
        assertThatThrownBy(() -> transaction(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction(0, 257, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction(257, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ChangeDocuments transaction(int preconditions, int premises, int operations) {
        return new ChangeDocuments(
                SHOP,
                Collections.nCopies(preconditions, PRECONDITION),
                Collections.nCopies(premises, PREMISE),
                Collections.nCopies(operations, DELETE));
    }

    @Test
    void timesAreCutToMilliseconds() {
        Envelope envelope = new Envelope(
                new RequestId(Origin.NODE, "n"),
                new Actor.Node(new Principal("admin")),
                null,
                Instant.parse("2026-01-01T00:00:00.123999999Z"),
                Hash.ZERO,
                new DeleteProject(SHOP));

        assertThat(envelope.time()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "é", "\uD83D\uDE00"})
    void requestIdsAreVisibleAscii(String text) {
        assertThat(RequestId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new RequestId(Origin.CLIENT, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void requestIdsAreBounded() {
        assertThat(RequestId.isValid("!~" + "k".repeat(126))).isTrue();
        assertThat(RequestId.isValid("k".repeat(129))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000", "\u009f", "\uD800"})
    void principalsHavePrintableNames(String name) {
        assertThatThrownBy(() -> new Principal(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Principal("p".repeat(255))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Principal("Jörg Ø <j@example.org>")).hasToString("Jörg Ø <j@example.org>");
    }

    @Test
    void countersDoNotGoBelowTheirFirst() {
        assertThatThrownBy(() -> new Revision(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Version(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SequenceWindow(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SequenceWindow.EMPTY.shrink()).isInstanceOf(IllegalArgumentException.class);
        assertThat(Revision.ZERO.next().isAfter(Revision.ZERO)).isTrue();
        assertThat(Version.FIRST.next()).isGreaterThan(Version.FIRST);
    }
}
