package io.cfguardian.domain.state;

import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.decide.Outcome;
import java.time.Instant;

/**
 * A remembered answer.
 *
 * @param key under which it is found
 * @param sequence its place in the window of its origin
 * @param fingerprint what was asked
 * @param time the log time at which it was given
 * @param outcome the answer
 */
public record RequestRecord(RequestKey key, long sequence, Hash fingerprint, Instant time, Outcome outcome) {}
