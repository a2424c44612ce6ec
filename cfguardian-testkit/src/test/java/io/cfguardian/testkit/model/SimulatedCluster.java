package io.cfguardian.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.scenario.AnswerText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What lies behind the proposer port, in virtual time: one log that grows, nodes that apply it each at their own pace, and a way to
 * the log on which proposals are refused, lost, late or doubled. Whatever a node is seen to answer or to hold is compared with what
 * the model says and with what the others answered and held there.
 */
final class SimulatedCluster {

    private static final int NODES = 3;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom random;
    private final Model model = new Model();
    private final List<Envelope> log = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Map<Revision, Hash> heads = new TreeMap<>();
    private final List<Envelope> late = new ArrayList<>();
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private Instant now = BEGIN;
    private boolean hasLeader = true;

    SimulatedCluster(SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < NODES; i++) {
            nodes.add(new SimulatedNode(this, random.split(), random.nextInt(-5_000, 5_000)));
        }
    }

    SimulatedNode node(int i) {
        return nodes.get(i);
    }

    SimulatedNode anyNode() {
        return nodes.get(random.nextInt(NODES));
    }

    Instant now() {
        return now;
    }

    boolean hasLeader() {
        return hasLeader;
    }

    int logSize() {
        return log.size();
    }

    Envelope entry(int index) {
        return log.get(index);
    }

    /** Appends at the end; the model says at once what the answer must be. */
    void append(Envelope envelope) {
        log.add(envelope);
        expected.add(model.step(envelope));
    }

    /** The proposal is on its way, and may arrive or not. */
    void delay(Envelope envelope) {
        late.add(envelope);
    }

    /** Something other than what clients do. */
    void event() {
        now = now.plusMillis(random.nextInt(200));
        switch (random.nextInt(10)) {
            case 0 -> {
                // A new leader: what had not reached the log is gone, or had reached the new one.
                hasLeader = random.nextInt(4) > 0;
                late.removeIf(lost -> random.nextBoolean());
            }
            case 1 -> anyNode().crash();
            case 2 -> anyNode().takeSnapshot();
            case 3, 4 -> {
                hasLeader = true;
                arrive();
            }
            default -> anyNode().applySome();
        }
    }

    private void arrive() {
        if (!late.isEmpty()) {
            append(late.remove(random.nextInt(late.size())));
        }
    }

    /** Everything arrives and is applied everywhere. */
    void settle() {
        hasLeader = true;
        while (!late.isEmpty()) {
            arrive();
        }
        nodes.forEach(SimulatedNode::applyAll);
        nodes.forEach(node -> assertThat(node.head()).isEqualTo(nodes.getFirst().head()));
        assertThat(nodes.getFirst().head().revision().value()).isEqualTo(model.revision());
        assertThat(nodes.getFirst().head().time()).isEqualTo(model.time());
    }

    /** Told of each entry that a node applies, also for the second time after a crash. */
    void applied(int index, Answer answer, Revision revision, Hash head) {
        assertThat(AnswerText.of(answer)).as("answer to entry %d", index).isEqualTo(expected.get(index));
        Hash before = heads.putIfAbsent(revision, head);
        assertThat(before == null || before.equals(head))
                .as("one chain at revision %s", revision)
                .isTrue();
    }
}
