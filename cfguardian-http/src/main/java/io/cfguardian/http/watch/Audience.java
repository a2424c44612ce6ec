package io.cfguardian.http.watch;

import io.cfguardian.app.watch.Subscription;
import io.cfguardian.http.watch.Streams.Values;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open streams that are told the same, as one object: what is made for one of them is found again for the others by looking
 * at no more than that. Used by many threads.
 */
final class Audience {

    /** What is the same for all of them. */
    record Topic(Subscription subscription, Values values) {}

    private final Topic topic;

    /** Guarded by the map that it is in. */
    private int streams;

    private Audience(Topic topic) {
        this.topic = topic;
    }

    /** Those of {@code topic}, with one more than before. */
    static Audience join(ConcurrentHashMap<Topic, Audience> audiences, Topic topic) {
        return audiences.compute(topic, (same, known) -> {
            Audience audience = known == null ? new Audience(topic) : known;
            audience.streams++;
            return audience;
        });
    }

    /** One less; who is left by the last is forgotten. */
    void leave(ConcurrentHashMap<Topic, Audience> audiences) {
        audiences.computeIfPresent(topic, (same, known) -> --streams == 0 ? null : this);
    }

    Topic topic() {
        return topic;
    }
}
