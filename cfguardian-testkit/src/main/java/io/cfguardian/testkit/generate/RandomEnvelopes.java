package io.cfguardian.testkit.generate;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Commands as a cluster gets them: most fit the state, many do not, some come twice, some reuse a request id for something
 * else, and the clocks of the nodes that stamp them do not agree.
 */
public final class RandomEnvelopes {

    private static final List<Principal> PRINCIPALS = List.of(new Principal("alice"), new Principal("bob"));
    private static final int RECENT_MAX = 400;

    private final SplittableRandom random;
    private final Pick pick;
    private final RandomCommands commands;
    private final List<Envelope> recent = new ArrayList<>();
    private Instant clock = Instant.parse("2026-01-01T00:00:00Z");
    private long made;

    /** Envelopes from {@code random} that take heed of {@code state}, which may change between two of them. */
    public RandomEnvelopes(SplittableRandom random, State state) {
        this.random = random;
        this.pick = new Pick(random);
        this.commands = new RandomCommands(random, state);
    }

    /** The next one. */
    public Envelope next() {
        Envelope envelope = !recent.isEmpty() && pick.chance(8) ? again(pick.of(recent)) : fresh();
        if (recent.size() == RECENT_MAX) {
            recent.removeFirst();
        }
        recent.add(envelope);
        return envelope;
    }

    private Envelope fresh() {
        made++;
        Origin origin = pick.chance(60) ? Origin.CLIENT : Origin.NODE;
        return new Envelope(
                new RequestId(origin, "r" + made),
                new Actor.Node(pick.of(PRINCIPALS)),
                null,
                time(),
                fingerprint("request " + made),
                commands.next());
    }

    /** The same request once more, prepared anew perhaps; or its id for another request, or by another principal. */
    private Envelope again(Envelope first) {
        Command command = pick.chance(50) ? first.command() : commands.next();
        Hash fingerprint = pick.chance(80) ? first.fingerprint() : fingerprint("another request");
        Principal principal = pick.chance(90) ? first.principal() : pick.of(PRINCIPALS);
        return new Envelope(first.requestId(), new Actor.Node(principal), null, time(), fingerprint, command);
    }

    private Instant time() {
        clock = clock.plusMillis(random.nextInt(60_000));
        if (pick.chance(1)) {
            clock = clock.plus(Duration.ofHours(random.nextInt(14)));
        }
        return pick.chance(10) ? clock.minusSeconds(random.nextInt(4_000)).plusNanos(999_999) : clock;
    }

    private static Hash fingerprint(String request) {
        return Bytes.utf8(request).sha256();
    }
}
