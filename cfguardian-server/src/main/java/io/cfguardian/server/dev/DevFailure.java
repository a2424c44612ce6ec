package io.cfguardian.server.dev;

/** Why the local cluster could not be started or stopped, in words for the one who asked. */
final class DevFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DevFailure(String message) {
        super(message);
    }
}
