package io.cfguardian.http.server;

/** The HTTP interface cannot be served as it is set. The message says why; nothing was started. */
public final class HttpStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HttpStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
