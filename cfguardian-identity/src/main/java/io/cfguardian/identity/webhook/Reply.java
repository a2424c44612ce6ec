package io.cfguardian.identity.webhook;

import io.cfguardian.app.identity.port.EventReceiver.Reception;
import io.cfguardian.app.identity.port.EventReceiver.Refused;
import io.cfguardian.app.identity.port.EventReceiver.Taken;
import io.cfguardian.app.identity.port.EventReceiver.TooLarge;
import io.cfguardian.app.identity.port.EventReceiver.Unavailable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means for the delivery. */
final class Reply {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    /** More than eight digits is more than three years. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,8}");

    private Reply() {}

    static Reception of(HttpResponse<?> answer, Instant now) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return Taken.TAKEN;
        }
        if (status == CONTENT_TOO_LARGE) {
            return TooLarge.TOO_LARGE;
        }
        boolean passing =
                status >= 500 || status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY_REQUESTS;
        return passing
                ? new Unavailable("status " + status, retryAfter(answer, now).orElse(null))
                : new Refused("status " + status);
    }

    /** {@code Retry-After} (RFC 9110, section 10.2.3): seconds or a date; nothing when it is neither. */
    private static Optional<Duration> retryAfter(HttpResponse<?> answer, Instant now) {
        return answer.headers().firstValue("retry-after").map(text -> seconds(text, now));
    }

    private static @Nullable Duration seconds(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeParseException neither) {
            return null;
        }
    }
}
