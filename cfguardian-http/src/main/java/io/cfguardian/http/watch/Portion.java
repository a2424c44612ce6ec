package io.cfguardian.http.watch;

import io.cfguardian.app.watch.Subscription;
import io.cfguardian.app.watch.Subscription.Change;
import io.cfguardian.app.watch.Subscription.Changes;
import io.cfguardian.app.watch.Subscription.Over;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event.ConfigPut;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.answer.Commits;
import io.cfguardian.http.watch.Streams.Values;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/** The next of a stream, ready to be sent to whoever is at the same place of the same watch. Used by many threads. */
sealed interface Portion {

    /** No commit is added to what is longer than this. */
    int BYTES = 16 << 10;

    /**
     * Whose portion it is, and from where.
     *
     * @param from the revision up to which the stream has all
     */
    record Ask(Audience audience, Revision from) {}

    /**
     * Events of a watch.
     *
     * @param upTo the revision up to which a stream that has sent them has all
     * @param isAll whether this node had nothing after it
     */
    record Events(ByteBuffer bytes, Revision upTo, boolean isAll) implements Portion {
        public Events {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }

        boolean isEmpty() {
            return !bytes.hasRemaining();
        }
    }

    /** Nothing more: the right to read is gone. */
    enum End implements Portion {
        END
    }

    /** Makes it of what the journal has now. */
    static Portion of(Ask ask) {
        Subscription subscription = ask.audience().topic().subscription();
        return switch (subscription.after(ask.from())) {
            case Over.OVER -> End.END;
            case Changes seen -> {
                Function<ConfigPut, Optional<Document>> documents =
                        ask.audience().topic().values() == Values.INCLUDED
                                ? subscription::document
                                : put -> Optional.empty();
                EventWriter events = new EventWriter();
                Revision written = ask.from();
                for (Change change : seen.changes()) {
                    if (events.size() > BYTES) {
                        yield new Events(events.bytes(), written, false);
                    }
                    written = change.commit().revision();
                    events.commit(
                            written,
                            (json, out) -> Commits.watched(json, out, change.commit(), change.events(), documents));
                }
                yield new Events(events.bytes(), seen.upTo(), seen.isAll());
            }
        };
    }
}
