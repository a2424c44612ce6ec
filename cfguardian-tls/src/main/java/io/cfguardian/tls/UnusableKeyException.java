package io.cfguardian.tls;

import org.jspecify.annotations.Nullable;

/** Files hold no certificate with its key. The message says which and why, and nothing of what is in them. */
public final class UnusableKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public UnusableKeyException(String message) {
        this(message, null);
    }
}
