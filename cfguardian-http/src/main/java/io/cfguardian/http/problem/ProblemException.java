package io.cfguardian.http.problem;

/** Carries a problem from where a request is read to the edge, which answers with it. Has no stack trace: it is no failure. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** An exception that becomes {@code problem} at the edge. */
    public ProblemException(Problem problem) {
        super(problem.type().uri(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
