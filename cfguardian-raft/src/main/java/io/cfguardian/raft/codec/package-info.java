/**
 * The bytes of everything that is written to the log, to the store, or sent back as an answer: a format byte, then protobuf
 * (src/main/protobuf).
 *
 * <p>Each {@code *Form} class writes and reads one family of the domain, by a switch without default, so that a new kind
 * does not compile until it has a form here. Golden files hold every form that was ever released.
 *
 * <p>Not here: the bytes that the hash chain covers, which are the domain's, and HTTP's JSON.
 *
 * <p>Read first: {@link io.cfguardian.raft.codec.Codec}.
 */
@NullMarked
package io.cfguardian.raft.codec;

import org.jspecify.annotations.NullMarked;
