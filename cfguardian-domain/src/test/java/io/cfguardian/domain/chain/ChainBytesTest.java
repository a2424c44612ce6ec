package io.cfguardian.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.event.Event.ProjectDeleted;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bytes under the hashes, against commits.txt: a line for each commit with its revision, the bytes and the hash. The
 * file was computed by the script in docs/chain.md from docs/chain-example.ndjson, not by this code, and never changes: what
 * was hashed once must hash the same for ever.
 */
final class ChainBytesTest {

    @Test
    void theBytesAreThoseOfTheDocumentation() throws IOException {
        List<String> golden = golden();
        List<Commit> commits = ExampleCommits.all();

        for (int i = 0; i < commits.size(); i++) {
            Commit commit = commits.get(i);
            Bytes bytes = ChainBytes.of(commit.stamp(), commit.requestId(), commit.events(), commit.previous());
            String hex = HexFormat.of().formatHex(bytes.toByteArray());
            assertThat(commit.revision() + " " + hex + " " + commit.hash()).isEqualTo(golden.get(i));
            assertThat(commit.isIntact()).isTrue();
        }
        assertThat(golden).hasSameSizeAs(commits);
    }

    @Test
    void everyKindOfEventIsAmongThem() {
        assertThat(ExampleCommits.all().stream()
                        .flatMap(commit -> commit.events().stream())
                        .<Class<?>>map(Event::getClass)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(kindsOf(Event.class).toList());
    }

    @Test
    void aCommitWithAnyOtherFieldIsNotIntact() {
        Commit commit = ExampleCommits.all().getFirst();
        Commit other = ExampleCommits.all().getLast();

        assertThat(commit.isIntact()).isTrue();
        for (Commit altered : List.of(
                new Commit(
                        commit.revision().next(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time().plusMillis(1),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        new Principal("admim"),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        new RequestId(Origin.CLIENT, commit.requestId().value()),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        new RequestId(Origin.NODE, "n1-7f3d"),
                        commit.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        other.events(),
                        commit.previous(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.hash(),
                        commit.hash()),
                new Commit(
                        commit.revision(),
                        commit.time(),
                        commit.author(),
                        commit.requestId(),
                        commit.events(),
                        commit.previous(),
                        Hash.ZERO))) {
            assertThat(altered.isIntact()).isFalse();
        }
    }

    @Test
    void textsThatRunTogetherAreToldApart() {
        Commit one = projectDeleted("a", "bc");
        Commit two = projectDeleted("ab", "c");

        assertThat(one.hash()).isNotEqualTo(two.hash());
    }

    private static Commit projectDeleted(String author, String request) {
        Stamp stamp = new Stamp(new Revision(1), Instant.parse("2026-01-01T12:00:00Z"), new Principal(author));
        return Commit.append(
                stamp,
                new RequestId(Origin.NODE, request),
                List.of(new ProjectDeleted(new ProjectKey("payments"))),
                Hash.ZERO);
    }

    /** The records of a sealed family and of the families in it. */
    private static Stream<Class<?>> kindsOf(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(ChainBytesTest::kindsOf)
                : Stream.of(family);
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ChainBytesTest.class.getResourceAsStream("commits.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
