package io.cfguardian.faults.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The beginnings and returns of calls in the order of their times, as a doubly linked list, from which a call can be taken
 * and put back in reverse order. A call that never returned has a beginning only. Confined to one thread.
 */
final class Timeline {

    private static final int HEAD = 0;

    private final int[] next;
    private final int[] previous;

    /** By entry: the number of its call, as it is for a beginning, negative and less one for a return. */
    private final int[] events;

    /** By call. */
    private final int[] beginnings;

    /** By call; {@link #HEAD} when there is none. */
    private final int[] returns;

    private int returnsLeft;

    private record Event(long nanos, int call, boolean isReturn) {}

    Timeline(List<? extends Call<?>> calls) {
        List<Event> ordered = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            ordered.add(new Event(calls.get(i).calledNanos(), i, false));
            if (calls.get(i).returned()) {
                ordered.add(new Event(calls.get(i).returnedNanos(), i, true));
                returnsLeft++;
            }
        }
        // Of equal times the beginning is first: such calls overlap.
        ordered.sort(Comparator.comparingLong(Event::nanos).thenComparing(Event::isReturn));
        int size = ordered.size() + 1;
        next = new int[size];
        previous = new int[size];
        events = new int[size];
        beginnings = new int[calls.size()];
        returns = new int[calls.size()];
        for (int entry = 1; entry < size; entry++) {
            Event event = ordered.get(entry - 1);
            events[entry] = event.isReturn() ? -event.call() - 1 : event.call();
            (event.isReturn() ? returns : beginnings)[event.call()] = entry;
            next[entry - 1] = entry;
            previous[entry] = entry - 1;
        }
        next[size - 1] = HEAD;
    }

    int first() {
        return next[HEAD];
    }

    int after(int entry) {
        return next[entry];
    }

    /** Whether a call that returned is still in the list. */
    boolean awaitsReturns() {
        return returnsLeft > 0;
    }

    boolean isCall(int entry) {
        if (entry == HEAD) {
            throw new IllegalStateException("the end of the list, with " + returnsLeft + " returns left");
        }
        return events[entry] >= 0;
    }

    int callAt(int entry) {
        return events[entry];
    }

    int entryOf(int call) {
        return beginnings[call];
    }

    void remove(int call) {
        unlink(beginnings[call]);
        if (returns[call] != HEAD) {
            unlink(returns[call]);
            returnsLeft--;
        }
    }

    void restore(int call) {
        if (returns[call] != HEAD) {
            link(returns[call]);
            returnsLeft++;
        }
        link(beginnings[call]);
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        if (next[entry] != HEAD) {
            previous[next[entry]] = previous[entry];
        }
    }

    private void link(int entry) {
        next[previous[entry]] = entry;
        if (next[entry] != HEAD) {
            previous[next[entry]] = entry;
        }
    }
}
