/**
 * Goes on with one node when most are lost. Not here: how Raft does that. Read first: {@link
 * io.cfguardian.server.recover.RecoverCommand}.
 */
@NullMarked
package io.cfguardian.server.recover;

import org.jspecify.annotations.NullMarked;
