package io.cfguardian.domain.identity;

import io.cfguardian.domain.bytes.Hash;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to sign in to an account that have not succeeded. Counted for addresses that nobody has in the same way as for
 * those of users, so that nothing tells the two apart. An attempt is counted before its password is looked at: guesses that
 * run at once, on any nodes, all count.
 *
 * @param account a keyed digest of the e-mail address that was given
 * @param failures how many since the last success, or since the account was left alone for {@link #FORGOTTEN_AFTER}
 * @param last the log time of the last
 * @param lockedUntil until when no further one is let in, null for not at all
 */
public record LoginAttempts(
        Hash account, int failures, Instant last, @Nullable Instant lockedUntil) implements Entity {

    /** How many are let in without delay. */
    public static final int FREE = 5;

    /** The count begins anew when nobody has tried for so long. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final int DOUBLINGS_MAX = 5;

    @Override
    public EntityKey<LoginAttempts> key() {
        return EntityKey.ofAttempts(account);
    }

    /** The first attempt. */
    public static LoginAttempts first(Hash account, Instant now) {
        return new LoginAttempts(account, 1, now, null);
    }

    /** Whether no attempt is let in. */
    public boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** Whether it tells nothing any more. */
    public boolean isForgotten(Instant now) {
        return last.plus(FORGOTTEN_AFTER).isBefore(now);
    }

    /** One more. From the fifth on each locks the account: 30 s, doubling, at most 15 min. */
    public LoginAttempts count(Instant now) {
        if (isForgotten(now)) {
            return first(account, now);
        }
        int count = failures + 1;
        return new LoginAttempts(account, count, now, count < FREE ? null : now.plus(delay(count - FREE)));
    }

    private static Duration delay(int beyond) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(beyond, DOUBLINGS_MAX));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
