package io.cfguardian.raft.machine;

import io.cfguardian.app.worker.Pause;
import io.cfguardian.app.worker.Worker;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question.OfState;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.MemberAddress;
import io.cfguardian.raft.consensus.MemberStatus;
import io.cfguardian.raft.consensus.MemberStatus.Self;
import io.cfguardian.raft.consensus.MemberStatus.Vote;
import io.cfguardian.raft.machine.Survey.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the other voters again and again how they fare, and has what they say judged. */
final class Surveyor implements Worker.Task {

    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);

    private static final Pause APART = Pause.of(Duration.ofMillis(500));

    /** Who was not heard for so long says nothing any more. */
    private static final Duration HEARD_FOR = Duration.ofSeconds(5);

    private final ConsensusNode consensus;
    private final Answering own;
    private final Asking others;
    private final List<Survey.Judge> judges;
    private final Map<MemberAddress, Heard> heard = new TreeMap<>();

    Surveyor(ConsensusNode consensus, Answering own, Asking others, List<Survey.Judge> judges) {
        this.consensus = consensus;
        this.own = own;
        this.others = others;
        this.judges = List.copyOf(judges);
    }

    Worker worker() {
        return new Worker(
                "surveyor", this, APART, failure -> LOG.warn("the members could not be looked after", failure));
    }

    @Override
    public Pause step() {
        List<MemberStatus> members = consensus.members();
        List<MemberStatus> voters =
                members.stream().filter(member -> member.vote() == Vote.VOTER).toList();
        List<MemberAddress> rest = voters.stream()
                .filter(member -> member.self() == Self.ANOTHER)
                .map(MemberStatus::address)
                .toList();
        others.all(rest, new OfState(), Codec.REPORT)
                .forEach((member, report) -> heard.put(member, new Heard(report, System.nanoTime())));
        long now = System.nanoTime();
        heard.entrySet()
                .removeIf(entry ->
                        !rest.contains(entry.getKey()) || now - entry.getValue().nanos() > HEARD_FOR.toNanos());
        Vote vote = voters.size() > rest.size() ? Vote.VOTER : Vote.LEARNER;
        Survey survey = new Survey(own.report(), consensus.leadership(), heard, vote, Math.max(1, voters.size()));
        judges.forEach(judge -> judge.judge(survey));
        return APART;
    }
}
