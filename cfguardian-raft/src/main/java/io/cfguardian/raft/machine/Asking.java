package io.cfguardian.raft.machine;

import io.cfguardian.raft.codec.Codec;
import io.cfguardian.raft.codec.Question;
import io.cfguardian.raft.codec.UnreadableValue;
import io.cfguardian.raft.consensus.ConsensusNode;
import io.cfguardian.raft.consensus.MemberAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks other members, all at once. Who does not answer in time is left out. Thread-safe. */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final ConsensusNode consensus;

    Asking(ConsensusNode consensus) {
        this.consensus = consensus;
    }

    /** The answers, by who gave them; waits for them half a second. */
    <T> Map<MemberAddress, T> all(Collection<MemberAddress> members, Question question, Codec<T> answers) {
        byte[] bytes = Codec.QUESTION.encode(question);
        Map<MemberAddress, CompletableFuture<Optional<byte[]>>> asked = new LinkedHashMap<>();
        members.forEach(member -> asked.put(member, consensus.ask(member, bytes, TIMEOUT)));
        Map<MemberAddress, T> given = new TreeMap<>();
        asked.forEach((member, answer) -> Settled.result(answer)
                .flatMap(found -> found)
                .flatMap(found -> read(member, found, answers))
                .ifPresent(found -> given.put(member, found)));
        return given;
    }

    private static <T> Optional<T> read(MemberAddress member, byte[] answer, Codec<T> answers) {
        try {
            return Optional.of(answers.decode(answer));
        } catch (UnreadableValue otherRelease) {
            LOG.info("the answer of {} cannot be read: {}", member, otherRelease.getMessage());
            return Optional.empty();
        }
    }
}
