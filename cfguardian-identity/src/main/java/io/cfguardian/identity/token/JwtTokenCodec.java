package io.cfguardian.identity.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import io.cfguardian.app.identity.port.AccessClaims;
import io.cfguardian.app.identity.port.AccessTokenCodec;
import io.cfguardian.app.identity.port.ChallengeClaims;
import io.cfguardian.app.identity.port.Verification;
import io.cfguardian.app.identity.port.Verification.Expired;
import io.cfguardian.app.identity.port.Verification.Invalid;
import io.cfguardian.app.identity.port.Verification.Valid;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Tokens by java-jwt. A time in a token may be ahead of this node's clock by {@value #LEEWAY_SECONDS} seconds; no token
 * lives a second longer than it says. Used by many threads.
 */
public final class JwtTokenCodec implements AccessTokenCodec {

    private static final long LEEWAY_SECONDS = 60;

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final TokenSettings settings;
    private final VerifiedTokens verified;

    /** Remembers nothing yet. */
    public JwtTokenCodec(TokenSettings settings) {
        this.settings = settings;
        this.verified = new VerifiedTokens(settings.rememberedMax());
    }

    @Override
    public KeyPair newKeyPair() {
        java.security.KeyPair pair = P256Keys.generate();
        return new KeyPair(
                Bytes.of(pair.getPrivate().getEncoded()),
                Bytes.of(pair.getPublic().getEncoded()));
    }

    @Override
    public String sign(AccessClaims claims, SigningKey key) {
        JWTCreator.Builder token = token(TokenKind.ACCESS, claims.issuedAt(), claims.expiresAt())
                .withSubject(claims.user())
                .withClaim(PayloadClaims.SESSION, claims.session())
                .withJWTId(claims.token());
        return sign(token, key);
    }

    @Override
    public String sign(ChallengeClaims claims, SigningKey key) {
        JWTCreator.Builder token = token(TokenKind.CHALLENGE, claims.issuedAt(), claims.expiresAt())
                .withSubject(claims.user())
                .withJWTId(claims.token());
        return sign(token, key);
    }

    private JWTCreator.Builder token(TokenKind<?> kind, Instant issuedAt, Instant expiresAt) {
        return JWT.create()
                .withHeader(Map.of("typ", kind.type()))
                .withIssuer(settings.issuer())
                .withAudience(kind.audience(settings))
                .withIssuedAt(issuedAt)
                .withNotBefore(issuedAt)
                .withExpiresAt(expiresAt);
    }

    private static String sign(JWTCreator.Builder token, SigningKey key) {
        if (!CompactForm.isKeyId(key.keyId())) {
            throw new IllegalArgumentException("a key's id has 1 to 64 of a-z, 0-9, '.', '_' and '-'");
        }
        return token.withKeyId(key.keyId()).sign(Algorithm.ECDSA256(P256Keys.privateKey(key.privateKey())));
    }

    @Override
    public Verification<AccessClaims> verifyAccess(String token, TrustedKeys keys, Instant now) {
        if (token.length() > CompactForm.CHARS_MAX) {
            return new Invalid<>("too long");
        }
        Hash digest = Hash.sha256(token.getBytes(StandardCharsets.UTF_8));
        return verified.find(digest, keys, now)
                .orElseGet(() -> verify(
                        token,
                        TokenKind.ACCESS,
                        keys,
                        now,
                        (valid, key) -> verified.remember(digest, valid, key, now)));
    }

    @Override
    public Verification<ChallengeClaims> verifyChallenge(String token, TrustedKeys keys, Instant now) {
        // Used once, so there is nothing to remember.
        return verify(token, TokenKind.CHALLENGE, keys, now, (valid, key) -> {});
    }

    private <C> Verification<C> verify(
            String token, TokenKind<C> kind, TrustedKeys keys, Instant now, BiConsumer<Valid<C>, Bytes> remember) {
        try {
            CompactForm form = CompactForm.read(token);
            if (!form.type().equals(kind.type())) {
                return new Invalid<>("another type");
            }
            C claims = kind.reader().read(form.payload());
            Optional<Bytes> key = keys.find(form.keyId());
            if (key.isEmpty()) {
                return new Invalid<>("a key that is not trusted");
            }
            verifier(P256Keys.publicKey(key.get()), kind, now).verify(token);
            // The library lets a token live through the second that it names.
            if (!now.isBefore(kind.end().apply(claims))) {
                return new Expired<>();
            }
            Valid<C> valid = new Valid<>(claims, form.keyId());
            remember.accept(valid, key.get());
            return valid;
        } catch (MalformedToken e) {
            return new Invalid<>(String.valueOf(e.getMessage()));
        } catch (TokenExpiredException e) {
            return new Expired<>();
        } catch (JWTVerificationException e) {
            // Its message may quote the token.
            return new Invalid<>(e.getClass().getSimpleName());
        }
    }

    private JWTVerifier verifier(ECPublicKey key, TokenKind<?> kind, Instant now) {
        var verification = (JWTVerifier.BaseVerification) JWT.require(Algorithm.ECDSA256(key))
                .withIssuer(settings.issuer())
                .withAudience(kind.audience(settings))
                .acceptLeeway(0)
                .acceptNotBefore(LEEWAY_SECONDS)
                .acceptIssuedAt(LEEWAY_SECONDS);
        return verification.build(Clock.fixed(now, ZoneOffset.UTC));
    }

    @Override
    public Bytes keySet(List<PublicKey> keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeName("keys");
            json.writeStartArray();
            for (PublicKey key : keys) {
                ECPublicKey point = P256Keys.publicKey(key.publicKey());
                json.writeStartObject();
                json.writeStringProperty("kty", "EC");
                json.writeStringProperty("crv", "P-256");
                json.writeStringProperty("x", P256Keys.coordinate(point.getW().getAffineX()));
                json.writeStringProperty("y", P256Keys.coordinate(point.getW().getAffineY()));
                json.writeStringProperty("kid", key.keyId());
                json.writeStringProperty("use", "sig");
                json.writeStringProperty("alg", "ES256");
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Bytes.of(out.toByteArray());
    }
}
