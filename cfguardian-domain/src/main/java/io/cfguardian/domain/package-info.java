/**
 * The model of cfguardian and the one function that changes it.
 *
 * <p>Here: keys, documents, commands, events, the hash chain, and {@link
 * io.cfguardian.domain.decide.Transition}, which takes a state and a command and writes what follows. Everything is a
 * value or a pure function; every node that applies the same commands in the same order ends in the same state, byte
 * for byte.
 *
 * <p>Not here: clocks, randomness, threads, IO, JSON or YAML parsing, JSON Schema, Raft, HTTP. Those validate before a
 * command is proposed or carry it; none of them decides.
 *
 * <p>Read first: {@link io.cfguardian.domain.command.Command}, then {@link io.cfguardian.domain.decide.Transition}.
 */
@NullMarked
package io.cfguardian.domain;

import org.jspecify.annotations.NullMarked;
