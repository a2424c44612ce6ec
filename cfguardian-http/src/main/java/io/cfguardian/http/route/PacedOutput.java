package io.cfguardian.http.route;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a client takes who must not take for ever: after a minute it fails when the client has taken less than 1 MiB in each second on average
 * since the beginning. That a client takes nothing at all is for the connection to find. Used by one thread.
 */
final class PacedOutput extends OutputStream {

    static final long BYTES_PER_SECOND_MIN = 1 << 20;

    static final Duration GRACE = Duration.ofMinutes(1);

    private final OutputStream out;
    private final LongSupplier nanos;
    private final long begun;
    private long bytes;

    PacedOutput(OutputStream out) {
        this(out, System::nanoTime);
    }

    PacedOutput(OutputStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        bytes += length;
        Duration taken = Duration.ofNanos(nanos.getAsLong() - begun);
        if (taken.compareTo(GRACE) > 0
                && bytes / BYTES_PER_SECOND_MIN < taken.minus(GRACE).toSeconds()) {
            throw new IOException("the client took " + bytes + " bytes in " + taken.toSeconds() + " s, expected "
                    + BYTES_PER_SECOND_MIN + " in each after the first " + GRACE.toSeconds());
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
