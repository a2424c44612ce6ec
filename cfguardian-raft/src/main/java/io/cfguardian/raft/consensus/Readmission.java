package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.Memory.Extent;
import io.cfguardian.raft.consensus.ReadPoint.Reached;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a member through its {@link Probation}. Either all who answer, a majority with it, remember nothing: then the cluster is new.
 * Or so many remember all that one of them must know of whatever this member may have acknowledged or promised (the recovery of
 * Viewstamped Replication, Liskov and Cowling 2012, section 4.3): then it follows from the highest of their terms on, and is
 * through with it when a read of it is linearizable. A member that joins has nobody to ask and has promised nothing.
 */
final class Readmission {

    private static final Logger LOG = LoggerFactory.getLogger(Readmission.class);

    private static final Duration APART = Duration.ofMillis(100);
    private static final Duration READ = Duration.ofSeconds(2);

    private final ConsensusSettings settings;
    private final Probation probation;
    private final Candidate candidate;
    private final Function<MemberAddress, CompletableFuture<Optional<Memory>>> ask;
    private final Function<Duration, CompletableFuture<ReadPoint>> read;
    private final BooleanSupplier stopping;
    private List<MemberAddress> voters;
    private String told = "";

    /**
     * @param ask another member; completes soon, and never exceptionally
     * @param read a linearizable one
     */
    Readmission(
            ConsensusSettings settings,
            Probation probation,
            Candidate candidate,
            Function<MemberAddress, CompletableFuture<Optional<Memory>>> ask,
            Function<Duration, CompletableFuture<ReadPoint>> read,
            BooleanSupplier stopping) {
        this.settings = settings;
        this.probation = probation;
        this.candidate = candidate;
        this.ask = ask;
        this.read = read;
        this.stopping = stopping;
        this.voters = settings.initialMembers();
    }

    /** The member that is on probation. */
    interface Candidate {

        /** Whether its log has never had an entry, as far as it knows. */
        boolean isEmpty();

        /** Ends the probation, for good once this returns. */
        void endProbation() throws IOException;
    }

    /** Begins, in a thread of its own, if the member is on probation. */
    void begin() {
        if (!probation.isOver()) {
            Thread.ofVirtual().name("readmission").start(this::run);
        }
    }

    /** Runs until the probation is over, or the member stops. */
    void run() {
        LOG.info("this member has begun without data; it does not vote until it has what its cluster has");
        if (voters.isEmpty()) {
            probation.catchUp(0);
        }
        try {
            while (!probation.isOver() && !stopping.getAsBoolean()) {
                step();
                Thread.sleep(APART);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void step() {
        if (probation.isAsking()) {
            judge(askAll());
        } else if (read.apply(READ).join() instanceof Reached) {
            end("this member has caught up, and votes from now on");
        }
    }

    private Map<MemberAddress, Memory> askAll() {
        Map<MemberAddress, CompletableFuture<Optional<Memory>>> asked = new TreeMap<>();
        others().forEach(member -> asked.put(member, ask.apply(member)));
        Map<MemberAddress, Memory> heard = new TreeMap<>();
        asked.forEach((member, answer) -> answer.join().ifPresent(memory -> heard.put(member, memory)));
        return heard;
    }

    private List<MemberAddress> others() {
        return voters.stream().filter(member -> !member.equals(settings.self())).toList();
    }

    private void judge(Map<MemberAddress, Memory> heard) {
        int size = others().size() + 1;
        List<Memory> all = heard.values().stream()
                .filter(memory -> memory.extent() == Extent.ALL)
                .toList();
        boolean none = heard.values().stream().allMatch(memory -> memory.extent() == Extent.NOTHING);
        // Of any majority that has acknowledged something, and this member with it, one other is among so many.
        int needed = size - size / 2;
        if (none && candidate.isEmpty() && heard.size() + 1 > size / 2) {
            end("this member is one of a new cluster");
        } else if (learnsOfOtherVoters(all)) {
            tell("the cluster's members are " + voters);
        } else if (all.size() >= needed) {
            long term = heard.values().stream().mapToLong(Memory::term).max().orElse(0);
            LOG.info("this member follows leaders from term {} on", term);
            probation.catchUp(term);
        } else {
            tell("this member has no data and needs to hear from " + needed + " of " + others()
                    + " that have theirs; heard " + heard.keySet());
        }
    }

    /** The newest of those who know; the settings of this member may be of long ago. */
    private boolean learnsOfOtherVoters(List<Memory> all) {
        Set<MemberAddress> before = new HashSet<>(voters);
        all.stream()
                .filter(memory -> !memory.voters().isEmpty())
                .max(Comparator.comparingLong(Memory::term))
                .ifPresent(newest -> voters = newest.voters());
        return !before.equals(new HashSet<>(voters));
    }

    private void end(String what) {
        try {
            candidate.endProbation();
        } catch (IOException failed) {
            LOG.warn("the probation cannot be ended", failed);
            return;
        }
        LOG.info(what);
    }

    private void tell(String what) {
        if (!told.equals(what)) {
            told = what;
            LOG.warn(what);
        }
    }
}
