package io.cfguardian.identity.webhook;

import io.cfguardian.app.identity.port.EventReceiver;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.identity.webhook.WebhookSettings.Format;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The receiver at the other end of an HTTP connection. Used by one thread at a time; closed by its maker. */
public final class WebhookReceiver implements EventReceiver, AutoCloseable {

    /** Messages stay in the tens of kilobytes. */
    private static final int BATCH_MAX = 100;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final WebhookSettings settings;
    private final InstantSource clock;
    private final CloudEvents form;
    private final HttpClient client;

    /** Nothing is sent before the first event. */
    public WebhookReceiver(WebhookSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.form = new CloudEvents(settings.source());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_MAX);
        if (!settings.roots().isEmpty()) {
            builder.sslContext(TrustedRoots.context(settings.roots()));
        }
        this.client = builder.build();
    }

    @Override
    public int eventsMax() {
        return settings.format() == Format.BATCH ? BATCH_MAX : 1;
    }

    @Override
    public Reception deliver(List<SecurityEvent> events) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request(events), head -> new IgnoredBody());
        try {
            // The client's own timeout ends with the headers; a body may drip.
            return Reply.of(answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS), clock.instant());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Unavailable("no answer within " + settings.timeout().toMillis() + " ms", null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            // Messages of these exceptions may show the address.
            return new Unavailable(
                    "no exchange: "
                            + (e.getCause() == null ? e : e.getCause())
                                    .getClass()
                                    .getSimpleName(),
                    null);
        }
    }

    private HttpRequest request(List<SecurityEvent> events) {
        boolean batch = settings.format() == Format.BATCH;
        byte[] body = batch ? form.batch(events) : form.single(events.getFirst());
        String first = CloudEvents.id(events.getFirst());
        // The same part has the same id at every attempt; a part that is cut otherwise is another message.
        String id = batch ? first + "-" + events.size() : first;
        long now = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/cloudevents" + (batch ? "-batch" : "") + "+json; charset=utf-8")
                .header("User-Agent", "cfguardian")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now));
        if (settings.bearer() != null) {
            request.header("Authorization", "Bearer " + settings.bearer());
        }
        if (settings.signing() != null) {
            request.header("webhook-signature", settings.signing().sign(id, now, body));
        }
        return request.build();
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
