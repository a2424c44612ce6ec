package io.cfguardian.http.server;

import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Answer.JsonContent;
import io.cfguardian.http.json.Json;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.request.Accept;
import io.cfguardian.http.route.HealthRoutes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonGenerator;

/**
 * Answers what probes ask in its plain form, a GET without a query and a body, below the router. Everything is known already and
 * written without waiting, so that it runs on any thread. Other forms go on to the router, which answers or refuses them alike.
 */
final class Probes extends Handler.Wrapper {

    private static final List<String> PRODUCED = List.of("application/json");

    private final HealthRoutes health;

    Probes(HealthRoutes health) {
        this.health = health;
    }

    /** Whether a request is one of these. */
    static boolean take(Request request) {
        HttpFields headers = request.getHeaders();
        return "GET".equals(request.getMethod())
                && HealthRoutes.PROBED.contains(
                        String.valueOf(request.getHttpURI().getPathQuery()))
                && !headers.contains(HttpHeader.CONTENT_LENGTH)
                && !headers.contains(HttpHeader.TRANSFER_ENCODING)
                && !Monitoring.isOnOwnPort(request)
                && !Entrance.isRedirected(request);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!take(request)) {
            return super.handle(request, response, callback);
        }
        String path = request.getHttpURI().getPath();
        Exchange.of(request).routedTo(path, null);
        try {
            Accept.parse(request.getHeaders().getValuesList(HttpHeader.ACCEPT)).best(PRODUCED);
            write(response, callback, health.probed(path));
        } catch (ProblemException notReady) {
            ProblemAnswer.write(request, response, callback, notReady.problem());
        }
        return true;
    }

    private static void write(Response response, Callback callback, Answer answer) {
        if (!(answer.content() instanceof JsonContent(var writing))) {
            throw new IllegalStateException("a probe is answered in JSON");
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.generator(body)) {
            writing.write(json, body);
        }
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PRODUCED.getFirst());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
        response.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
    }
}
