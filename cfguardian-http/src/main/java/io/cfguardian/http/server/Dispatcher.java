package io.cfguardian.http.server;

import io.cfguardian.app.identity.key.SecretsUnavailable;
import io.cfguardian.app.identity.port.HashingOverloaded;
import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.telemetry.CurrentSpan;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Answer.JsonContent;
import io.cfguardian.http.answer.Answer.Live;
import io.cfguardian.http.answer.Answer.None;
import io.cfguardian.http.answer.Answer.Stored;
import io.cfguardian.http.answer.Answer.Streamed;
import io.cfguardian.http.answer.FailureProblems;
import io.cfguardian.http.answer.ProblemJson;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import io.cfguardian.http.request.Accept;
import io.cfguardian.http.request.Body;
import io.cfguardian.http.request.Body.Patience;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Parameters;
import io.cfguardian.http.route.Route;
import io.cfguardian.http.route.RouteTable.Taken;
import io.cfguardian.http.server.Authenticator.Doubtful;
import io.cfguardian.http.server.Authenticator.Known;
import io.cfguardian.http.server.Authenticator.Unknown;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** Runs one operation for one request, and makes a response out of its answer or of whatever it ended in. */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final HttpSettings settings;
    private final JettyProblems problems;
    private final GateEvents events;

    Dispatcher(HttpSettings settings, JettyProblems problems, GateEvents events) {
        this.settings = settings;
        this.problems = problems;
        this.events = events;
    }

    /** Answers the request on the calling (virtual) thread; throws nothing. */
    void run(Context context) {
        if (!(context.req().getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange)) {
            throw new IllegalStateException("a request came past the gate: " + context.path());
        }
        Taken taken = Objects.requireNonNull(exchange.taken(), "what the gate let nobody take");
        exchange.routedTo(taken.route().template(), taken.parameters().get("project"));
        MDC.put("requestId", exchange.requestId());
        String traceId = exchange.traceId();
        if (traceId != null) {
            MDC.put("traceId", traceId);
        }
        try {
            CurrentSpan.run(exchange.span(), () -> answer(taken, context, exchange));
        } finally {
            MDC.remove("requestId");
            MDC.remove("traceId");
        }
    }

    private void answer(Taken taken, Context context, Exchange exchange) {
        Route route = taken.route();
        HttpServletRequest request = context.req();
        HttpServletResponse response = context.res();
        try {
            makeSure(exchange);
            send(context, exchange, route.operation().answer(call(taken, request, exchange)));
        } catch (ProblemException e) {
            if (e.problem().status() == HttpServletResponse.SC_FORBIDDEN) {
                events.denied(exchange);
            }
            send(request, response, exchange, e.problem());
        } catch (ReplicationFailure e) {
            send(request, response, exchange, FailureProblems.of(e, request.getHeader("Idempotency-Key")));
        } catch (SecretsUnavailable e) {
            if (e.reason() != SecretsUnavailable.Reason.NOT_BEGUN) {
                LOG.error("the secrets of the state cannot be opened: {}", e.getMessage());
            }
            send(
                    request,
                    response,
                    exchange,
                    Problem.of(
                                    ProblemType.SECRETS_UNAVAILABLE,
                                    "This node cannot open the secrets that signing in needs.")
                            .retryAfter(1));
        } catch (HashingOverloaded e) {
            send(request, response, exchange, FailureProblems.of(e));
        } catch (IOException | UncheckedIOException | JacksonIOException e) {
            connectionFailed(request, response, exchange, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            send(request, response, exchange, problems.problem(HttpServletResponse.SC_SERVICE_UNAVAILABLE));
        } catch (RuntimeException | StackOverflowError e) {
            Problem known = problems.whileReading(e);
            if (known == null) {
                LOG.error("a request failed: {} {}", route.method(), route.template(), e);
            }
            send(request, response, exchange, known == null ? problems.problem(500) : known);
        }
    }

    /** A token that this node has not heard of may have been made on another one a moment ago. */
    private static void makeSure(Exchange exchange) {
        Doubtful doubtful = exchange.doubtful();
        if (doubtful == null) {
            return;
        }
        switch (doubtful.makeSure()) {
            case Known known -> exchange.authenticatedAs(known);
            case Unknown(String reason) -> throw Gate.unauthorized(reason).exception();
        }
    }

    private Call call(Taken taken, HttpServletRequest request, Exchange exchange) throws IOException {
        Route route = taken.route();
        Accept accept = Accept.parse(Collections.list(request.getHeaders("Accept")));
        accept.best(route.produces());
        String query = request.getQueryString();
        Parameters parameters = Parameters.parse(query == null ? "" : query, route.query(), route.unknown());
        Body body = Body.read(
                request,
                route.body(),
                new Patience(settings.patience().body(), settings.patience().bodyBytesPerSecondMin()));
        return new Call(
                request,
                taken.parameters(),
                parameters,
                accept,
                body,
                exchange.sender(),
                exchange.requestId(),
                exchange.actor(),
                exchange.provedUntil());
    }

    private static void send(Context context, Exchange exchange, Answer answer)
            throws IOException, InterruptedException {
        HttpServletResponse response = context.res();
        response.setStatus(answer.status());
        for (Answer.Header header : answer.headers()) {
            put(response, header.name(), header.value());
        }
        switch (answer.content()) {
            case None.NONE -> response.setContentType(null);
            case JsonContent(var writing) -> {
                response.setContentType("application/json");
                var out = response.getOutputStream();
                try (JsonGenerator json = Json.generator(out)) {
                    writing.write(json, out);
                }
            }
            case Stored(String mediaType, var bytes) -> {
                response.setContentType(mediaType);
                response.setContentLength(bytes.size());
                bytes.writeTo(response.getOutputStream());
            }
            case Streamed(String mediaType, var streaming) -> {
                response.setContentType(mediaType);
                streaming.write(response.getOutputStream());
            }
            case Live(String mediaType, var feed) -> {
                response.setContentType(mediaType);
                OpenAnswer.begin(feed, context, exchange);
            }
        }
    }

    /** The entrance may have said that the answer varies with something else as well. */
    private static void put(HttpServletResponse response, String name, String value) {
        if (name.equals("Vary")) {
            response.addHeader(name, value);
        } else {
            response.setHeader(name, value);
        }
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Exchange exchange, Problem problem) {
        if (response.isCommitted()) {
            exchange.cut();
            return;
        }
        byte[] body =
                ProblemJson.bytes(problem, request.getRequestURI(), exchange.requestId(), exchange.recordedTraceId());
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader("ETag", null);
        response.setHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::setHeader);
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("the client went away before the problem {} was sent", problem.type(), e);
        }
    }

    /** Reading or writing failed: the client's fault if Jetty says so, else it is gone. */
    private void connectionFailed(
            HttpServletRequest request, HttpServletResponse response, Exchange exchange, Exception failure) {
        @Nullable Problem problem = problems.whileReading(failure);
        if (problem == null) {
            LOG.debug("the client went away", failure);
            problem = Problem.of(ProblemType.MALFORMED_REQUEST, "The request ended before its body did.");
        }
        send(request, response, exchange, problem);
    }
}
