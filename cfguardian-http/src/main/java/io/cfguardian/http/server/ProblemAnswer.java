package io.cfguardian.http.server;

import io.cfguardian.http.answer.ProblemJson;
import io.cfguardian.http.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with a problem below the servlet layer, where Jetty itself or the gate refuses a request. */
final class ProblemAnswer {

    private ProblemAnswer() {}

    static void write(Request request, Response response, Callback callback, Problem problem) {
        Exchange exchange = Exchange.of(request);
        byte[] body = ProblemJson.bytes(problem, path(request), exchange.requestId(), exchange.recordedTraceId());
        HttpFields.Mutable headers = response.getHeaders();
        CommonHeaders.put(headers, exchange);
        problem.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.setStatus(problem.status());
        boolean head = "HEAD".equals(request.getMethod());
        response.write(true, head ? null : ByteBuffer.wrap(body), callback);
    }

    /** Jetty invents a path for requests whose own it could not read. */
    private static String path(Request request) {
        HttpURI uri = request.getHttpURI();
        String path = uri.getPath();
        return path == null || !path.startsWith("/") || path.equals("/badMessage") || path.equals("/badRequest")
                ? "/"
                : path;
    }
}
