package io.cfguardian.identity.token;

import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec.KeyPair;
import io.cfguardian.app.identity.port.AccessTokenCodec.SigningKey;
import io.cfguardian.app.identity.port.AccessTokenCodec.TrustedKeys;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.domain.bytes.Bytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an access token costs a request: the first time, and every other time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class VerificationBenchmark {

    private final Instant now = Instant.ofEpochSecond(1_800_000_000L);
    private final AccessClaims claims = new AccessClaims(
            "0198c1f2-5a7e-7c33-9d10-6a2f4d1c8b11",
            "0198c1f2-5a7e-7c33-9d10-6a2f4d1c8b12",
            "0198c1f2-5a7e-7c33-9d10-6a2f4d1c8b13",
            now,
            now.plusSeconds(900));
    private final TokenSettings settings = new TokenSettings("https://config.example.com", "cfguardian", 1_000);
    private final JwtTokenCodec remembering = new JwtTokenCodec(settings);
    private final KeyPair pair = remembering.newKeyPair();
    private final SigningKey signing = new SigningKey("key-1", pair.privateKey());
    private final Map<String, Bytes> trusted = Map.of("key-1", pair.publicKey());
    private final TrustedKeys keys = keyId -> Optional.ofNullable(trusted.get(keyId));
    private final String token = remembering.sign(claims, signing);

    /** A token that was checked before. */
    @Benchmark
    public Verification<AccessClaims> again() {
        return remembering.verifyAccess(token, keys, now);
    }

    /** A token that was not: a codec that remembers nothing yet. */
    @Benchmark
    public Verification<AccessClaims> first() {
        return new JwtTokenCodec(settings).verifyAccess(token, keys, now);
    }

    /** Making one. */
    @Benchmark
    public String sign() {
        return remembering.sign(claims, signing);
    }
}
