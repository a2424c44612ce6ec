/**
 * The command that makes a node of a backup, before its first start. Not here: how, which is {@code raft}'s. Read first: {@link
 * io.cfguardian.server.restore.RestoreCommand}.
 */
@NullMarked
package io.cfguardian.server.restore;

import org.jspecify.annotations.NullMarked;
