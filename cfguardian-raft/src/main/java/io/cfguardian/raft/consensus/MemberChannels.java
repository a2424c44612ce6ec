package io.cfguardian.raft.consensus;

import io.cfguardian.raft.consensus.ChannelPolicy.Encrypted;
import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import io.cfguardian.raft.consensus.ConsensusStartException.Problem;
import io.cfguardian.raft.consensus.transport.ChannelSecurity;
import io.cfguardian.raft.consensus.transport.EncryptedChannels;
import io.cfguardian.raft.consensus.transport.PlainChannels;
import io.cfguardian.tls.MemberFiles;
import io.cfguardian.tls.UnusableKeyException;
import java.time.Duration;
import java.util.List;

/** Secures the channels of a member as its settings say. */
final class MemberChannels {

    private MemberChannels() {}

    /** @throws ConsensusStartException if they may not be as the settings say, or cannot */
    static ChannelSecurity open(ConsensusSettings settings) throws ConsensusStartException {
        return switch (settings.channel()) {
            case Plain plain -> {
                requireLoopback(settings);
                yield PlainChannels.PLAIN;
            }
            case Encrypted(MemberFiles files, Duration lookEvery) -> {
                try {
                    yield EncryptedChannels.open(
                            settings.clusterId(),
                            settings.self().host(),
                            settings.self().port(),
                            files,
                            lookEvery);
                } catch (UnusableKeyException unusable) {
                    throw new ConsensusStartException(
                            Problem.NOT_USABLE, "cannot speak to other members: " + unusable.getMessage(), unusable);
                }
            }
        };
    }

    private static void requireLoopback(ConsensusSettings settings) throws ConsensusStartException {
        List<MemberAddress> exposed = settings.initialMembers().stream()
                .filter(member -> !member.isLoopback())
                .toList();
        if (!exposed.isEmpty() || !settings.self().isLoopback()) {
            throw new ConsensusStartException(
                    Problem.ENCRYPTION_REQUIRED,
                    "members " + (exposed.isEmpty() ? settings.self() : exposed)
                            + " are not on loopback addresses: without encryption, whoever reaches the channel between"
                            + " members owns the cluster");
        }
    }
}
