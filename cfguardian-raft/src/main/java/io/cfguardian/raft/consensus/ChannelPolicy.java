package io.cfguardian.raft.consensus;

import io.cfguardian.tls.MemberFiles;
import java.time.Duration;
import java.util.Objects;

/** How members speak to each other. */
public sealed interface ChannelPolicy {

    /** Without encryption or proof, which is allowed while every member is on a loopback address. */
    enum Plain implements ChannelPolicy {
        PLAIN
    }

    /**
     * By TLS 1.3, with certificates that name the cluster on both sides.
     *
     * @param files this member's key, and the authorities of the cluster
     * @param lookEvery how often the files are looked at for new ones, above zero
     */
    record Encrypted(MemberFiles files, Duration lookEvery) implements ChannelPolicy {
        public Encrypted {
            Objects.requireNonNull(files, "files");
            if (!lookEvery.isPositive()) {
                throw new IllegalArgumentException("looks at the files every " + lookEvery + ", expected above zero");
            }
        }
    }
}
