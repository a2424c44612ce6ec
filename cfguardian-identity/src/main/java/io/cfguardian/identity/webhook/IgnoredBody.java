package io.cfguardian.identity.webhook;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads a short body to its end, so that the connection can be used again, and hangs up on a long one. Either way the answer
 * counts. Called by the threads of the client, one after the other.
 */
final class IgnoredBody implements BodySubscriber<Void> {

    static final int BYTES_MAX = 64 << 10;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long bytes;

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Subscription body = subscription;
        if (body == null) {
            throw new IllegalStateException("bytes before the subscription");
        }
        bytes += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > BYTES_MAX) {
            body.cancel();
            end.complete(null);
        } else {
            body.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }
}
