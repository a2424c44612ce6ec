package io.cfguardian.http.server;

import io.cfguardian.http.answer.Answer.Feed;
import io.cfguardian.http.answer.Outlet;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The rest of an answer whose operation has returned. Written below the servlet's output, which would keep a buffer of 32 KiB
 * for as long as the request lasts.
 */
final class OpenAnswer implements Outlet {

    private final Request request;
    private final Response response;
    private final Exchange exchange;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean isOver;

    private OpenAnswer(ServletContextRequest request, Exchange exchange) {
        this.request = request;
        this.response = request.getServletContextResponse();
        this.exchange = exchange;
    }

    /** Has {@code feed} write, and the router leave the request open until it ends. */
    static void begin(Feed feed, Context context, Exchange exchange) {
        OpenAnswer answer = new OpenAnswer(ServletContextRequest.getServletContextRequest(context.req()), exchange);
        feed.begin(answer);
        context.future(() -> answer.ended);
    }

    @Override
    public void write(ByteBuffer bytes, Callback done) {
        response.write(false, bytes, done);
    }

    @Override
    public void end() {
        if (!isOver) {
            ended.complete(null);
        }
    }

    @Override
    public void cut() {
        if (!isOver) {
            exchange.cut();
            ended.complete(null);
        }
    }

    @Override
    public void whenOver(Runnable listener) {
        Request.addCompletionListener(request, failure -> {
            isOver = true;
            listener.run();
        });
    }
}
