package io.cfguardian.faults.history;

/**
 * A request and what became of it. A client that asks again under the same idempotency key is still at the same operation:
 * it began with the first attempt and ended with the last answer.
 *
 * @param number of the operation in the run, to speak of it
 * @param client who asked; a client has one operation at a time
 * @param node that answered last
 * @param calledNanos just before the first byte was sent
 * @param returnedNanos just after the last byte was received, or when the client gave up
 */
public record Operation(
        long number, int client, int node, long calledNanos, long returnedNanos, Request request, Outcome outcome) {

    public Operation {
        if (calledNanos > returnedNanos) {
            throw new IllegalArgumentException(
                    "operation " + number + " called at " + calledNanos + " and returned at " + returnedNanos);
        }
    }

    /** The same with another outcome. */
    public Operation with(Outcome other) {
        return new Operation(number, client, node, calledNanos, returnedNanos, request, other);
    }

    /** The same at other times. */
    public Operation between(long called, long returned) {
        return new Operation(number, client, node, called, returned, request, outcome);
    }

    @Override
    public String toString() {
        return "operation %d of client %d at node %d [%d..%d] %s: %s"
                .formatted(number, client, node, calledNanos, returnedNanos, request, outcome);
    }
}
