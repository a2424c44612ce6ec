package io.cfguardian.http.request;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads from a stream of HTTP/2. The server itself resets a stream whose data are not as long as announced, and then nobody
 * wakes who reads from it. So the reading is done on a thread of its own, which is given up when nothing arrives.
 */
final class StreamReading {

    private final Duration silenceMax;

    StreamReading(Duration silenceMax) {
        this.silenceMax = silenceMax;
    }

    /** Something that reads. */
    @FunctionalInterface
    interface Reading<T> {
        T read(PushbackInputStream in) throws IOException;
    }

    /**
     * What {@code reading} returns or throws.
     *
     * @throws io.cfguardian.http.problem.ProblemException when nothing arrives for too long
     */
    <T> T read(PushbackInputStream source, Reading<T> reading) throws IOException {
        CountedInput in = new CountedInput(source);
        FutureTask<T> task = new FutureTask<>(() -> reading.read(in));
        var unused = Thread.ofVirtual().name("http-body").start(task);
        long seen = in.reads;
        while (true) {
            try {
                return task.get(silenceMax.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException silence) {
                if (in.reads == seen) {
                    task.cancel(true);
                    throw Problem.of(ProblemType.REQUEST_TIMEOUT, "The request's body did not arrive in time.")
                            .exception();
                }
                seen = in.reads;
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                task.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the reading of a body was interrupted");
            }
        }
    }

    /** Throws what the reading threw, as it was. */
    private static IOException failure(ExecutionException wrapped) {
        return switch (wrapped.getCause()) {
            case IOException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException("a body could not be read", wrapped);
        };
    }

    /** Counts how often something arrived. Read by one thread, watched by another. */
    private static final class CountedInput extends PushbackInputStream {

        private volatile long reads;

        CountedInput(PushbackInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            counted();
            return read;
        }

        /** Back to where the next reading finds it. */
        @Override
        public void unread(int read) throws IOException {
            ((PushbackInputStream) in).unread(read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            counted();
            return read;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
        private void counted() {
            reads++;
        }
    }
}
