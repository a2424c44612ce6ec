package io.cfguardian.identity.token;

import io.cfguardian.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Matcher;

/** Makes tokens by hand, right and wrong ones, without the library that is tested. */
final class Forge {

    static final String KEY_ID = "key-1";
    static final long NOW = 1_800_000_000L;

    final KeyPair pair = P256Keys.generate();

    Bytes publicKey() {
        return Bytes.of(pair.getPublic().getEncoded());
    }

    static String header() {
        return "{\"alg\":\"ES256\",\"kid\":\"key-1\",\"typ\":\"at+jwt\"}";
    }

    /** The claims of a token that holds now, without the braces. */
    static String claims() {
        return "\"iss\":\"cluster-1\",\"aud\":\"cfguardian\",\"sub\":\"user-1\",\"sid\":\"session-1\",\"jti\":\"token-1\","
                + "\"iat\":1799999990,\"nbf\":1799999990,\"exp\":1800000890";
    }

    /** A token with one claim written in another way. */
    String withClaim(String name, String written) {
        return signed(
                header(),
                "{" + claims().replaceFirst("\"" + name + "\":[^,]+", Matcher.quoteReplacement(written)) + "}");
    }

    String withHeader(String header) {
        return signed(header, "{" + claims() + "}");
    }

    String signed(String header, String payload) {
        return signed(base64(header.getBytes(StandardCharsets.UTF_8)), payload.getBytes(StandardCharsets.UTF_8));
    }

    String signed(String encodedHeader, byte[] payload) {
        String content = encodedHeader + "." + base64(payload);
        return content + "." + base64(signature(content, "SHA256withECDSAinP1363Format"));
    }

    byte[] signature(String content, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
