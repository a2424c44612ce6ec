package io.cfguardian.server.proof;

/** A file is not what it should be. The message is a sentence that names the first thing that is wrong. */
final class FoundWrong extends Exception {
    private static final long serialVersionUID = 1L;

    FoundWrong(String message) {
        super(message);
    }
}
