package io.cfguardian.http.request;

import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.document.CanonicalJson;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.JsonValue.JsonBoolean;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.http.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Under which request id a call writes. */
public final class WriteOptions {

    private static final HexFormat HEX = HexFormat.of();

    /** What no other process ends its ids with. */
    private static final String PROCESS = HEX.toHexDigits(new SecureRandom().nextLong());

    private static final AtomicInteger COUNT = new AtomicInteger();

    private WriteOptions() {}

    /** The write that {@code Idempotency-Key} names, or one under an id of its own. */
    public static WriteRequest of(Call call) {
        RequestId id = call.header("Idempotency-Key").map(WriteOptions::client).orElseGet(WriteOptions::generated);
        return new WriteRequest(
                call.actor(),
                call.source(),
                id,
                fingerprint(call, call.body().bytes().sha256()));
    }

    /**
     * A write under an id of its own, for operations that are not repeated by key. It has no fingerprint: that would be one of
     * the secrets in the body.
     */
    public static WriteRequest once(Call call) {
        if (call.header("Idempotency-Key").isPresent()) {
            throw Parameters.invalid("Idempotency-Key", "The operation takes no Idempotency-Key.");
        }
        return new WriteRequest(call.actor(), call.source(), generated(), Hash.ZERO);
    }

    /**
     * The same for a body in which a member is secret. The fingerprint is kept for all to see who read the state, and tells only
     * whether that member was there: a digest of a password could be tried out.
     */
    public static WriteRequest hiding(String member, Call call) {
        RequestId id = call.header("Idempotency-Key").map(WriteOptions::client).orElseGet(WriteOptions::generated);
        Hash digest = without(member, StrictJson.parse(call.body().bytes()));
        return new WriteRequest(call.actor(), call.source(), id, fingerprint(call, digest));
    }

    private static Hash without(String member, JsonValue body) {
        if (!(body instanceof JsonObject(var members)) || !members.containsKey(member)) {
            return CanonicalJson.bytes(body).sha256();
        }
        SequencedMap<String, JsonValue> known = new LinkedHashMap<>(members);
        known.put(member, new JsonBoolean(true));
        return CanonicalJson.bytes(new JsonObject(known)).sha256();
    }

    private static RequestId client(String key) {
        if (!RequestId.isValid(key)) {
            throw Parameters.invalid("Idempotency-Key", "Idempotency-Key has 1 to 128 visible ASCII characters.");
        }
        return new RequestId(Origin.CLIENT, key);
    }

    /**
     * Never the X-Request-Id: clients may send that twice. Milliseconds, a count and the process, in hexadecimal: a node gives no id twice
     * and none that another gives, and later ones are greater, so that a store in their order puts each behind the last and need not look
     * far to see that it is new.
     */
    private static RequestId generated() {
        return new RequestId(
                Origin.NODE,
                HEX.toHexDigits(InstantSource.system().millis(), 12)
                        + HEX.toHexDigits(COUNT.getAndIncrement())
                        + PROCESS);
    }

    /** Covers all that decides what the request means. Each part comes after its length, so that none runs into another. */
    private static Hash fingerprint(Call call, Hash body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, call.method());
        part(out, call.path());
        part(out, call.rawQuery());
        part(out, call.header("If-Match").orElse(""));
        part(out, call.header("If-None-Match").orElse(""));
        part(out, call.body().mediaType());
        part(out, body.hex());
        return Hash.sha256(out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
    }
}
