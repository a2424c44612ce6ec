package io.cfguardian.faults.linear;

import java.util.Optional;

/**
 * What a correct object does when its calls come one after the other.
 *
 * @param <S> a state; a value with {@code equals} and {@code hashCode}
 * @param <O> an operation together with what it answered
 */
public interface SequentialModel<S, O> {

    /** The state before the first call. */
    S initial();

    /** The state after {@code operation}; nothing when the object cannot have given that answer in {@code state}. */
    Optional<S> step(S state, O operation);
}
