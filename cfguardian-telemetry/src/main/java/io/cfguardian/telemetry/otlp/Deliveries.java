package io.cfguardian.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what the receiver took and what it did not, and tells when that changes. Used by many threads. */
final class Deliveries {

    private final String signal;
    private final ExportNotices notices;
    private final LongAdder taken = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicBoolean failing = new AtomicBoolean();

    Deliveries(String signal, ExportNotices notices) {
        this.signal = signal;
        this.notices = notices;
    }

    /** Counts {@code items} as what {@code result} will say. */
    CompletableResultCode counted(CompletableResultCode result, int items) {
        return result.whenComplete(() -> {
            if (result.isSuccess()) {
                taken.add(items);
                if (failing.compareAndSet(true, false)) {
                    notices.recovered(signal);
                }
            } else {
                lost.add(items);
                if (failing.compareAndSet(false, true)) {
                    notices.failing(signal, reason(result.getFailureThrowable()));
                }
            }
        });
    }

    /** The text of a failure may show what the receiver said, which may be anything. */
    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "it was refused";
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    long taken() {
        return taken.sum();
    }

    long lost() {
        return lost.sum();
    }
}
