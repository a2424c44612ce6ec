package io.cfguardian.server.settings;

import io.cfguardian.http.quota.Sharing.InRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can be set about how much a node takes on; parts of {@link Keys#ALL}. */
final class LimitKeys {

    static final Key<Long> LIMITS_REQUEST_BYTES = new Key<>(
            "limits.request-bytes",
            Kind.bytes("64KiB", "64MiB"),
            "10MiB",
            "The largest body of a request. More is answered 413.");
    static final Key<Long> LIMITS_DOCUMENT_BYTES = new Key<>(
            "limits.document-bytes",
            Kind.bytes("1KiB", "1MiB"),
            "1MiB",
            "The largest document or schema that this node takes from a client. More is answered 413.");
    static final Key<Integer> LIMITS_WATCHES = new Key<>(
            "limits.watches",
            Kind.integer(1, 100_000),
            "1000",
            "Watches open at one time on this node. More are answered 503.");
    static final Key<Integer> LIMITS_LONG_POLLS = new Key<>(
            "limits.long-polls",
            Kind.integer(1, 100_000),
            "2000",
            "Requests that wait for a change at one time on this node. More are answered 503.");
    static final Key<Long> LIMITS_IN_FLIGHT_BYTES = new Key<>(
            "limits.in-flight-bytes",
            Kind.bytes("16MiB", "4GiB"),
            "64MiB",
            "Bytes of writes on their way through this node. More are answered 503.");
    static final Key<Duration> LIMITS_VALIDATION_TIME = new Key<>(
            "limits.validation-time",
            Kind.duration("10ms", "60s"),
            "1s",
            "How long one document may take against its schema. Longer is answered 422.");
    static final Key<Integer> LIMITS_RATE_ADDRESS = new Key<>(
            "limits.rate.address",
            Kind.integer(0, 1_000_000),
            "100",
            "Requests per second of one client address, the health paths not counted. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_LOGIN = new Key<>(
            "limits.rate.login",
            Kind.integer(0, 1_000_000),
            "5",
            "Attempts to log in per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_REGISTER = new Key<>(
            "limits.rate.register",
            Kind.integer(0, 1_000_000),
            "3",
            "Attempts to register per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_REFRESH = new Key<>(
            "limits.rate.refresh",
            Kind.integer(0, 1_000_000),
            "10",
            "Refreshes of tokens per minute of one client address. More are answered 429; 0 is no limit.");
    static final Key<Integer> LIMITS_RATE_CREDENTIAL = new Key<>(
            "limits.rate.credential",
            Kind.integer(0, 1_000_000),
            "100",
            "Requests per second of one user or service token. More are answered 429; 0 is no limit.");
    static final Key<Secret> REDIS_URL = new Key<>(
            "redis.url",
            Kind.secretUrl("redis://user:password@host:port, or rediss:// for TLS", InRedis::checked),
            null,
            "A Redis or Valkey in which the nodes count requests together. While it is away each node counts by itself. Give this or redis.url-file.");
    static final Key<Path> REDIS_URL_FILE =
            new Key<>("redis.url-file", Kind.path(), null, "A file that holds the URL of the Redis and nothing else.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            LIMITS_REQUEST_BYTES,
            LIMITS_DOCUMENT_BYTES,
            LIMITS_WATCHES,
            LIMITS_LONG_POLLS,
            LIMITS_IN_FLIGHT_BYTES,
            LIMITS_VALIDATION_TIME,
            LIMITS_RATE_ADDRESS,
            LIMITS_RATE_LOGIN,
            LIMITS_RATE_REGISTER,
            LIMITS_RATE_REFRESH,
            LIMITS_RATE_CREDENTIAL,
            REDIS_URL,
            REDIS_URL_FILE);

    private LimitKeys() {}
}
