package io.cfguardian.server.proof;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chain that was proved from its first commit to its head.
 *
 * @param head the last revision, at least 1
 * @param hash the last commit's hash
 * @param from the first commit's time
 * @param to the last commit's time
 * @param noted the revision whose hash was looked for; null when none was, or no commit has it
 */
record Proof(
        Revision head,
        Hash hash,
        Instant from,
        Instant to,
        @Nullable Revision noted) {}
