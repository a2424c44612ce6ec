/**
 * The whole state in one file, and the way back: docs/backup.md has the format, byte by byte.
 *
 * <p>Here: writing a backup from a store, reading one while trusting nothing in it, proving its chain, and making a store's checkpoint of
 * one.
 *
 * <p>Not here: who may take one, when and whereto, and what a node begins with, which are decided outside; keys and values, which are {@code store}'s and {@code codec}'s. No file of
 * RocksDB is in a backup, so that a later release can read it whatever it stores its state in.
 *
 * <p>Read first: {@link io.cfguardian.raft.backup.BackupFile}, then {@link io.cfguardian.raft.backup.BackupHeader}.
 */
@NullMarked
package io.cfguardian.raft.backup;

import org.jspecify.annotations.NullMarked;
