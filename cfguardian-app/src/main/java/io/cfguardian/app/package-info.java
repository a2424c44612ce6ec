/**
 * The use cases, and the ports through which they reach the world. A use case asks the authoriser, lets libraries behind
 * ports judge what was sent, and proposes a command that carries its premises; it never decides.
 *
 * <p>Not here: HTTP, JSON, Raft, storage. An adapter implements a port or calls a use case; adapters never see each
 * other.
 *
 * <p>Read first: {@link io.cfguardian.app.write.Writes}, then {@link io.cfguardian.app.replica.Replica}.
 */
@NullMarked
package io.cfguardian.app;

import org.jspecify.annotations.NullMarked;
