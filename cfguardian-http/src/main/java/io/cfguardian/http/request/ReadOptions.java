package io.cfguardian.http.request;

import io.cfguardian.app.read.AsOf;
import io.cfguardian.app.read.ReadRequest;
import io.cfguardian.app.read.ReadRequest.Consistency;
import io.cfguardian.domain.revision.Revision;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How fresh, and as of when, a call wants to read. */
public final class ReadOptions {

    private static final int TIME_CHARS_MAX = 40;

    private ReadOptions() {}

    /** Who reads and how fresh it must be: {@code consistency} and {@code minRevision}. */
    public static ReadRequest of(Call call) {
        Consistency consistency = call.query()
                .text("consistency")
                .map(text -> switch (text) {
                    case "linearizable" -> Consistency.LINEARIZABLE;
                    case "stale" -> Consistency.STALE;
                    default -> throw Parameters.invalid("consistency", "consistency is one of linearizable and stale.");
                })
                .orElse(Consistency.LINEARIZABLE);
        return new ReadRequest(
                call.actor(), consistency, revision(call, "minRevision").orElse(null));
    }

    /** A read of what this node has, for what it has just written itself. */
    public static ReadRequest own(Call call) {
        return new ReadRequest(call.actor(), Consistency.STALE, null);
    }

    /** As of when: {@code atRevision} or {@code at}, not both. */
    public static AsOf asOf(Call call, InstantSource clock) {
        Optional<Revision> revision = revision(call, "atRevision");
        Optional<String> time = call.query().text("at");
        if (revision.isPresent() && time.isPresent()) {
            throw Parameters.invalid("at", "at does not go with atRevision.");
        }
        if (revision.isPresent()) {
            return new AsOf.At(revision.get());
        }
        return time.<AsOf>map(text -> new AsOf.Time(time(text, clock))).orElse(AsOf.Now.NOW);
    }

    /** A parameter that is a revision. */
    public static Optional<Revision> revision(Call call, String name) {
        return call.query().number(name, 0, Long.MAX_VALUE).map(Revision::new);
    }

    /** A parameter that is a time. */
    public static Optional<Instant> time(Call call, String name) {
        return call.query().text(name).map(text -> time(name, text));
    }

    private static Instant time(String text, InstantSource clock) {
        Instant time = time("at", text);
        if (time.isAfter(clock.instant())) {
            throw Parameters.invalid("at", "at is a time of the past.");
        }
        return time;
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text.length() > TIME_CHARS_MAX ? "" : text)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw Parameters.invalid(name, name + " is a time of RFC 3339 such as 2026-11-21T09:30:00Z.");
        }
    }
}
