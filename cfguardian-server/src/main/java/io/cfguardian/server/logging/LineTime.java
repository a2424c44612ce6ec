package io.cfguardian.server.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The times of lines, in UTC, to the millisecond (RFC 3339). Many lines come in one second and some in one millisecond, whose texts take
 * longer to make than the rest of a line: the last are kept. Thread-safe.
 */
final class LineTime {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final int MILLIS = 1_000;

    private volatile Moment last = Moment.of(0, toTheSecond(0));

    /** @param second the text up to the second */
    private record Moment(long epochMillis, String second, String text) {
        static Moment of(long epochMillis, String second) {
            String millis = String.valueOf(MILLIS + Math.floorMod(epochMillis, MILLIS));
            return new Moment(epochMillis, second, second + '.' + millis.substring(1) + 'Z');
        }
    }

    String text(long epochMillis) {
        Moment moment = last;
        if (moment.epochMillis() != epochMillis) {
            long seconds = Math.floorDiv(epochMillis, MILLIS);
            boolean same = Math.floorDiv(moment.epochMillis(), MILLIS) == seconds;
            moment = Moment.of(epochMillis, same ? moment.second() : toTheSecond(seconds));
            last = moment;
        }
        return moment.text();
    }

    private static String toTheSecond(long seconds) {
        return TO_THE_SECOND.format(Instant.ofEpochSecond(seconds));
    }
}
