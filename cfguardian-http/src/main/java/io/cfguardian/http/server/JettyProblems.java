package io.cfguardian.http.server;

import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemType;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns every error that Jetty finds, also before there is a request, into a problem. Jetty's own texts are not shown:
 * they name its classes and repeat what the client sent.
 */
final class JettyProblems implements Request.Handler {

    private final HttpSettings settings;
    private final Monitoring monitoring;

    JettyProblems(HttpSettings settings, Monitoring monitoring) {
        this.settings = settings;
        this.monitoring = monitoring;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean unseen = request.getAttribute(Exchange.ATTRIBUTE) == null;
        Exchange exchange = Exchange.of(request);
        Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        Problem problem = problem(cause instanceof HttpException http ? http.getCode() : response.getStatus());
        if (unseen) {
            monitoring.meter().refused(problem.status());
            monitoring.log().write(RequestLine.of(request, exchange, problem.status(), null));
        }
        ProblemAnswer.write(request, response, callback, problem);
        return true;
    }

    /** The problem for a status that Jetty chose. */
    Problem problem(int status) {
        return switch (status) {
            case 404 ->
                Problem.of(ProblemType.NOT_FOUND, "There is no such path.").with("kind", "path");
            case 405 ->
                Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The path has no such method.")
                        .header("Allow", "");
            case 408 ->
                Problem.of(ProblemType.REQUEST_TIMEOUT, "The request's body did not arrive in time.")
                        .header("Connection", "close");
            case 413 -> requestTooLarge();
            case 414 -> uriTooLong();
            case 415 ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body's encoding is not one that is taken here.");
            case 431 -> headersTooLarge("headerBytes", settings.messages().headerBytesMax());
            case 417, 501, 505 ->
                Problem.of(ProblemType.UNSUPPORTED_HTTP, "HTTP/1.1 is spoken here, without extensions.")
                        .under(status);
            case 503 ->
                Problem.of(ProblemType.UNAVAILABLE, "This node is stopping.")
                        .with("reasons", List.of("stopping"))
                        .retryAfter(1);
            default ->
                status >= 400 && status < 500
                        ? Problem.of(ProblemType.MALFORMED_REQUEST, "The request is not valid HTTP.")
                        : Problem.of(ProblemType.INTERNAL, "The server failed; its log has this request's id.");
        };
    }

    /** The problem of a failure while a body was read, null when {@code failure} is of another kind. */
    @Nullable
    Problem whileReading(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return problem(http.getCode());
            }
            if (cause instanceof TimeoutException) {
                return problem(408);
            }
        }
        return null;
    }

    Problem requestTooLarge() {
        return Problem.of(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "A request has at most %d bytes."
                                .formatted(settings.messages().requestBytesMax()))
                .with("limit", "requestBytes")
                .with("max", settings.messages().requestBytesMax())
                .header("Connection", "close");
    }

    Problem uriTooLong() {
        return Problem.of(
                        ProblemType.URI_TOO_LONG,
                        "A request target has at most %d bytes."
                                .formatted(settings.messages().uriBytesMax()))
                .with("limit", "uriBytes")
                .with("max", settings.messages().uriBytesMax());
    }

    Problem headersTooLarge(String limit, int max) {
        String what = limit.equals("headers") ? "header fields" : "bytes of headers";
        return Problem.of(ProblemType.HEADERS_TOO_LARGE, "A request has at most %d %s.".formatted(max, what))
                .with("limit", limit)
                .with("max", max);
    }
}
