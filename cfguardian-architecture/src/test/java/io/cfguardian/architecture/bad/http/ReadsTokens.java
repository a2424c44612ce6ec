package io.cfguardian.architecture.bad.http;

import com.auth0.jwt.interfaces.DecodedJWT;

/** Tokens belong to identity. */
public final class ReadsTokens {
    DecodedJWT read(DecodedJWT token) {
        return token;
    }
}
