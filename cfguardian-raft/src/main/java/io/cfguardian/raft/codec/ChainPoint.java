package io.cfguardian.raft.codec;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.revision.Revision;

/**
 * A point of a chain: it stands for all commits up to there.
 *
 * @param hash of the commit at {@code revision}, {@link Hash#ZERO} before the first
 */
public record ChainPoint(Revision revision, Hash hash) {}
