package io.cfguardian.http.watch;

import io.cfguardian.http.answer.RejectionProblems;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Places for requests that are held open for long: only so many, and all given up at once when the server stops. Used by
 * many threads.
 */
public final class OpenEnded {

    private static final int RETRY_SECONDS = 5;

    private final String name;
    private final int max;
    private final Semaphore free;
    private final Set<Place> taken = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * Room for {@code max} requests.
     *
     * @param name of the limit, in problems
     */
    public OpenEnded(String name, int max) {
        this.name = name;
        this.max = max;
        this.free = new Semaphore(max);
    }

    /** One place, given back once. */
    public final class Place {

        private final Runnable end;

        private Place(Runnable end) {
            this.end = end;
        }

        /** Makes room for another. */
        public void giveBack() {
            taken.remove(this);
            free.release();
        }
    }

    /**
     * Takes a place for the calling thread, which is interrupted when the server stops.
     *
     * @throws io.cfguardian.http.problem.ProblemException when there is none left
     */
    public Place take() {
        return take(Thread.currentThread()::interrupt);
    }

    /**
     * Takes a place.
     *
     * @param end called when the server stops, perhaps more than once and before this returns
     * @throws io.cfguardian.http.problem.ProblemException when there is none left
     */
    public Place take(Runnable end) {
        if (!free.tryAcquire()) {
            throw RejectionProblems.tooMany(name, max, RETRY_SECONDS).exception();
        }
        Place place = new Place(end);
        taken.add(place);
        if (stopped) {
            end.run();
        }
        return place;
    }

    /** How many places are taken. */
    public int taken() {
        return max - free.availablePermits();
    }

    /** Ends all that hold a place, and whoever comes later. */
    public void stop() {
        stopped = true;
        taken.forEach(place -> place.end.run());
    }
}
