package io.cfguardian.faults.linear;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search for an order of calls that the model allows and that keeps the order of those that did not overlap.
 *
 * <p>It takes the first call that may come next, goes on with the rest, and takes it back when a call that has returned
 * cannot be placed any more. What was placed, with the state it led to, is remembered: the same calls in another order
 * that lead to the same state are not tried twice.
 */
public final class Linearizability<S, O> {

    /** What the search found. */
    public enum Verdict {
        /** There is such an order. */
        HOLDS,
        /** There is none. */
        BROKEN,
        /** The search was given up after the steps that it was allowed. */
        UNDECIDED
    }

    /**
     * The calls that are placed, as a set that stays small however long the history is.
     *
     * @param first the first call that is not placed; all before it are
     * @param beyond those placed after it, counted from it
     */
    private record Placed(int first, BitSet beyond) {

        static Placed of(BitSet placed) {
            int first = placed.nextClearBit(0);
            return new Placed(first, placed.get(first, Math.max(first, placed.length())));
        }
    }

    private record Tried<S>(Placed placed, S state) {}

    private record Choice<S>(int call, S before) {}

    private final SequentialModel<S, O> model;
    private final List<Call<O>> calls;
    private final Timeline timeline;
    private final BitSet placed = new BitSet();
    private final Set<Tried<S>> tried = new HashSet<>();
    private final Deque<Choice<S>> choices = new ArrayDeque<>();
    private S state;

    private Linearizability(SequentialModel<S, O> model, List<Call<O>> calls) {
        this.model = model;
        this.calls = calls;
        this.timeline = new Timeline(calls);
        this.state = model.initial();
    }

    /**
     * Judges {@code calls} on one object.
     *
     * @param calls in any order
     * @param stepsMax after so many steps the search is given up
     */
    public static <S, O> Verdict check(SequentialModel<S, O> model, List<Call<O>> calls, long stepsMax) {
        return new Linearizability<>(model, calls).search(stepsMax);
    }

    private Verdict search(long stepsMax) {
        int entry = timeline.first();
        for (long steps = 0; timeline.awaitsReturns(); steps++) {
            if (steps == stepsMax) {
                return Verdict.UNDECIDED;
            }
            if (timeline.isCall(entry)) {
                entry = place(timeline.callAt(entry)) ? timeline.first() : timeline.after(entry);
            } else if (choices.isEmpty()) {
                return Verdict.BROKEN;
            } else {
                entry = takeBack();
            }
        }
        return Verdict.HOLDS;
    }

    /** Places {@code call} next, unless the model forbids it or it led nowhere before. */
    private boolean place(int call) {
        Optional<S> after = model.step(state, calls.get(call).operation());
        if (after.isEmpty()) {
            return false;
        }
        placed.set(call);
        if (!tried.add(new Tried<>(Placed.of(placed), after.get()))) {
            placed.clear(call);
            return false;
        }
        choices.push(new Choice<>(call, state));
        state = after.get();
        timeline.remove(call);
        return true;
    }

    /** Undoes the last choice; the entry to go on with. */
    private int takeBack() {
        Choice<S> last = choices.pop();
        state = last.before();
        placed.clear(last.call());
        timeline.restore(last.call());
        return timeline.after(timeline.entryOf(last.call()));
    }
}
