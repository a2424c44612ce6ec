package io.cfguardian.server.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes false access tokens out of a true one, knowing what everybody can know. */
final class Forgery {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final String header;
    private final String payload;
    private final String signature;

    Forgery(String token) {
        String[] parts = token.split("\\.", -1);
        this.header = text(parts[0]);
        this.payload = text(parts[1]);
        this.signature = parts[2];
    }

    /** All of them, by what was done. */
    Map<String, String> all(JsonNode publicKey) throws GeneralSecurityException {
        Map<String, String> forged = new LinkedHashMap<>();
        KeyPair own = newKeyPair();
        forged.put("signed with another cluster's key", signed(header, payload, own));
        for (String none : new String[] {"none", "None", "NONE", "nOnE", ""}) {
            forged.put("alg '" + none + "'", part(headerWith(none)) + "." + part(payload) + ".");
            forged.put(
                    "alg '" + none + "', signature kept",
                    part(headerWith(none)) + "." + part(payload) + "." + signature);
        }
        symmetric(publicKey).forEach((name, key) -> forged.put("HS256 with " + name, mac(key)));
        forged.put(
                "another subject",
                part(header) + "." + part(payload.replace("\"sub\":\"", "\"sub\":\"x")) + "." + signature);
        forged.put("without its signature", part(header) + "." + part(payload) + ".");
        forged.put("without its last part", part(header) + "." + part(payload));
        forged.put(
                "a zero signature",
                genuine(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64])));
        forged.put("padded", genuine(signature + "=="));
        for (int cut : new int[] {1, 2, 10, signature.length() / 2}) {
            forged.put("cut by " + cut, genuine(signature.substring(0, signature.length() - cut)));
        }
        char last = signature.charAt(signature.length() - 1);
        for (int i = 0; i < BASE64URL.length(); i++) {
            char other = BASE64URL.charAt(i);
            if (other != last) {
                forged.put("last character " + other, genuine(signature.substring(0, signature.length() - 1) + other));
            }
        }
        return forged;
    }

    private String genuine(String otherSignature) {
        return part(header) + "." + part(payload) + "." + otherSignature;
    }

    private String headerWith(String algorithm) {
        return header.replace("\"ES256\"", "\"" + algorithm + "\"");
    }

    private String mac(byte[] key) {
        String signing = part(headerWith("HS256")) + "." + part(payload);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] value = mac.doFinal(signing.getBytes(StandardCharsets.US_ASCII));
            return signing + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a careless library may take for a shared key. */
    private static Map<String, byte[]> symmetric(JsonNode jwk) throws GeneralSecurityException {
        byte[] x = Base64.getUrlDecoder().decode(jwk.path("x").asString());
        byte[] y = Base64.getUrlDecoder().decode(jwk.path("y").asString());
        ECParameterSpec curve =
                ((java.security.interfaces.ECPublicKey) newKeyPair().getPublic()).getParams();
        byte[] der = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(new BigInteger(1, x), new BigInteger(1, y)), curve))
                .getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        byte[] point = new byte[x.length + y.length];
        System.arraycopy(x, 0, point, 0, x.length);
        System.arraycopy(y, 0, point, x.length, y.length);
        Map<String, byte[]> keys = new LinkedHashMap<>();
        keys.put("the DER of the public key", der);
        keys.put("the PEM of the public key", pem.getBytes(StandardCharsets.US_ASCII));
        keys.put("the JWK", jwk.toString().getBytes(StandardCharsets.UTF_8));
        keys.put("the point", point);
        keys.put("x", x);
        return keys;
    }

    private static String signed(String header, String payload, KeyPair keys) throws GeneralSecurityException {
        String signing = part(header) + "." + part(payload);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signing.getBytes(StandardCharsets.US_ASCII));
        return signing + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** The name of the key that a token says it is signed with. */
    String kid() {
        return JsonMapper.shared().readTree(header).path("kid").asString();
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
