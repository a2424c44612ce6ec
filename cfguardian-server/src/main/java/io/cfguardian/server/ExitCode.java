package io.cfguardian.server;

/** What the program's exit codes mean. A stop by a signal ends in 128 and the signal's number, as is usual. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;

    /** It did not work; standard error says why. */
    public static final int FAILURE = 1;

    /** The command line or the settings are wrong; nothing was started. */
    public static final int USAGE = 2;

    /** The node found that it cannot be trusted any more and stopped itself; its log says why. */
    public static final int FATAL = 3;

    /** The node was removed from its cluster, and stopped. */
    public static final int REMOVED = 4;

    private ExitCode() {}
}
