package io.cfguardian.faults.linear;

/**
 * One call. It took effect at one moment between its two times; a call that never returned took effect at any moment after
 * its beginning, or never.
 *
 * @param calledNanos when it began
 * @param returnedNanos when it returned, {@link #NEVER} when it did not; two calls with an equal time overlap
 * @param operation what was asked and what was answered
 */
public record Call<O>(long calledNanos, long returnedNanos, O operation) {

    /** The time of return of a call that did not return. */
    public static final long NEVER = Long.MAX_VALUE;

    public Call {
        if (calledNanos > returnedNanos) {
            throw new IllegalArgumentException("called at " + calledNanos + " and returned at " + returnedNanos);
        }
    }

    boolean returned() {
        return returnedNanos != NEVER;
    }
}
