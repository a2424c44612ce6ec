package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.raft.consensus.Memory.Extent;
import io.cfguardian.raft.consensus.ReadPoint.NotReached;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmissionTest {

    private static final List<MemberAddress> MEMBERS = IntStream.rangeClosed(1, 5)
            .mapToObj(n -> new MemberAddress("10.0.0." + n, 7400))
            .toList();

    @TempDir
    Path directory = Path.of("");

    private final Map<MemberAddress, Memory> answers = new TreeMap<>();
    private ReadPoint read = new NotReached(ReadPoint.Reason.NO_LEADER);
    private Path mark = Path.of("");
    private Probation probation = Probation.of(mark);
    private boolean empty = true;
    private int over;

    @BeforeEach
    void begin() throws IOException {
        mark = directory.resolve("probation");
        Probation.mark(mark);
        probation = Probation.of(mark);
    }

    private Readmission of(int size) {
        return new Readmission(
                ConsensusSettings.of(
                        "c", MEMBERS.getFirst(), MEMBERS.subList(0, size), directory, ChannelPolicy.Plain.PLAIN),
                probation,
                new Readmission.Candidate() {
                    @Override
                    public boolean isEmpty() {
                        return empty;
                    }

                    @Override
                    public void endProbation() throws IOException {
                        probation.end();
                        over++;
                    }
                },
                member -> CompletableFuture.completedFuture(Optional.ofNullable(answers.get(member))),
                timeout -> CompletableFuture.completedFuture(read),
                () -> false);
    }

    private void says(int member, Extent extent, long term, int voters) {
        answers.put(MEMBERS.get(member - 1), new Memory(extent, term, MEMBERS.subList(0, voters)));
    }

    @Test
    void majorityThatRemembersNothingIsANewCluster() {
        Readmission readmission = of(3);
        readmission.step();
        assertThat(probation.isAsking()).as("alone").isTrue();

        says(2, Extent.NOTHING, 0, 3);
        readmission.step();

        assertThat(probation.isOver()).isTrue();
        assertThat(over).isEqualTo(1);
        assertThat(mark).doesNotExist();
    }

    @Test
    void whoHasPartOfALogIsOfNoNewCluster() {
        Readmission readmission = of(3);
        empty = false;
        says(2, Extent.NOTHING, 0, 3);
        says(3, Extent.NOTHING, 0, 3);
        readmission.step();

        assertThat(probation.isAsking()).isTrue();
    }

    @Test
    void oneThatRemembersIsNotEnoughOfThree() {
        Readmission readmission = of(3);
        says(2, Extent.ALL, 4, 3);
        readmission.step();
        says(3, Extent.NOTHING, 0, 3);
        readmission.step();
        says(3, Extent.PART, 9, 3);
        readmission.step();

        assertThat(probation.isAsking()).isTrue();
        assertThat(probation.follows(99)).isFalse();
        assertThat(Probation.of(mark).isOver()).as("after a restart").isFalse();
    }

    @Test
    void leadersAreFollowedFromTheHighestTermOnAndVotesWaitForARead() {
        Readmission readmission = of(3);
        says(2, Extent.ALL, 4, 3);
        says(3, Extent.ALL, 7, 3);
        readmission.step();
        readmission.step();

        assertThat(probation.follows(6)).isFalse();
        assertThat(probation.follows(7)).isTrue();
        assertThat(probation.isOver()).isFalse();

        read = new Reached(12);
        readmission.step();
        assertThat(probation.isOver()).isTrue();
        assertThat(probation.follows(1)).isTrue();
        assertThat(mark).doesNotExist();
    }

    @Test
    void clusterThatHasGrownIsAskedAsAWhole() {
        Readmission readmission = of(3);
        says(2, Extent.ALL, 4, 5);
        says(3, Extent.ALL, 3, 3);
        readmission.step();
        readmission.step();
        assertThat(probation.isAsking()).as("three of four are needed").isTrue();

        says(5, Extent.ALL, 4, 5);
        readmission.step();
        assertThat(probation.follows(4)).isTrue();
    }

    @Test
    void twoNeedEachOther() {
        Readmission readmission = of(2);
        readmission.step();
        assertThat(probation.isAsking()).isTrue();

        says(2, Extent.ALL, 2, 2);
        readmission.step();
        assertThat(probation.follows(2)).isTrue();
    }

    @Test
    void whoJoinsHasNobodyToAsk() {
        Readmission readmission = of(0);
        read = new Reached(1);
        readmission.run();

        assertThat(probation.isOver()).isTrue();
    }

    @Test
    void memoryIsReadAsItWasWritten() {
        for (Extent extent : Extent.values()) {
            Memory memory = new Memory(extent, Long.MAX_VALUE, MEMBERS);
            assertThat(Memory.decode(memory.encode())).isEqualTo(memory);
        }
        Memory empty = new Memory(Extent.NOTHING, 0, List.of());
        assertThat(Memory.decode(empty.encode())).isEqualTo(empty);
        byte[] other = empty.encode();
        other[0] = 2;
        assertThatThrownBy(() -> Memory.decode(other)).isInstanceOf(IllegalArgumentException.class);
    }
}
