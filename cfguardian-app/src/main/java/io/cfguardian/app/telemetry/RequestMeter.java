package io.cfguardian.app.telemetry;

/** Hears of every request. Called on the request's thread; must return at once and throw nothing. */
public interface RequestMeter {

    /** Nobody listens. */
    RequestMeter NONE = new RequestMeter() {
        @Override
        public void began() {}

        @Override
        public void ended(String method, String route, int status, long nanos, Span span) {}

        @Override
        public void refused(int status) {}
    };

    /** A request has come. */
    void began();

    /**
     * It was answered, or broke off. Follows each {@link #began} once.
     *
     * @param method one that routes have, "-" for any other
     * @param route the path template of the operation, "-" when none took the request
     * @param status of the answer
     * @param nanos from the request's head to the end of the answer
     * @param span of the request, an example of what took so long
     */
    void ended(String method, String route, int status, long nanos, Span span);

    /**
     * Something came that is no request: its head is not valid HTTP or over a limit. It was answered, and neither {@link #began} nor
     * {@link #ended} is called for it.
     *
     * @param status of the answer, one that a problem has
     */
    void refused(int status);
}
