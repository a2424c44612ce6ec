package io.cfguardian.identity.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with a provider: a bound on the time from the first byte to the last, a bound on the size of an answer, no
 * redirects, and only what the {@link Transport} allows. Used by many threads; a call blocks the calling one.
 */
final class BoundedFetch implements HTTPRequestSender, ResourceRetriever, AutoCloseable {

    /** Metadata, key sets and tokens have some kilobytes. */
    static final int BODY_BYTES_MAX = 256 << 10;

    private static final int OK = 200;

    private final Transport transport;
    private final Duration timeout;
    private final HttpClient client;

    BoundedFetch(Transport transport, Duration timeout) {
        this.transport = transport;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** The body of an answer of 200. */
    String document(URI uri) throws IOException {
        HttpResponse<byte[]> response = exchange(HttpRequest.newBuilder(allowed(uri))
                .header("Accept", "application/json")
                .build());
        if (response.statusCode() != OK) {
            throw new IOException("status " + response.statusCode() + " from " + uri.getHost());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(document(URI.create(url.toString())), "application/json");
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        @Nullable String body = request.getBody();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder sent = HttpRequest.newBuilder(allowed(request.getURI()))
                .method(request.getMethod() == HTTPRequest.Method.POST ? "POST" : "GET", publisher);
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HttpResponse<byte[]> response = exchange(sent.build());

        HTTPResponse answer = new HTTPResponse(response.statusCode());
        response.headers().firstValue("content-type").ifPresent(type -> {
            try {
                answer.setContentType(type);
            } catch (ParseException e) {
                // Without a type it is an answer that nobody understands, which is told from a right one later.
                answer.setBody(null);
            }
        });
        answer.setBody(new String(response.body(), StandardCharsets.UTF_8));
        return answer;
    }

    private URI allowed(URI uri) throws IOException {
        if (!transport.allows(uri)) {
            throw new IOException("the provider names an address that may not be asked");
        }
        return uri;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            // The client's own timeout ends with the headers; a body may drip.
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the wait for an answer was interrupted");
        } catch (ExecutionException e) {
            throw new IOException("no answer from " + request.uri().getHost(), e.getCause());
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
