/**
 * The command that proves a file offline: a backup or an audit export. Not here: the proof of a backup, which is {@code raft.backup}'s,
 * and anything that needs a running node. What a hash covers is laid out anew here from the text of an export, as docs/chain.md
 * says it. Read first: {@link io.cfguardian.server.proof.VerifyCommand}.
 */
@NullMarked
package io.cfguardian.server.proof;

import org.jspecify.annotations.NullMarked;
