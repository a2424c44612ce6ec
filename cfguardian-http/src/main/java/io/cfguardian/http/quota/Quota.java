package io.cfguardian.http.quota;

import java.util.Map;
import java.util.Optional;

/** Requests that are counted together. */
public enum Quota {
    /** All of one client address, with a credential or without. */
    ADDRESS("address"),
    /** Attempts of one address to log in, either step of them. */
    LOGIN("login"),
    /** Attempts of one address to register. */
    REGISTER("register"),
    /** Refreshes of tokens from one address. */
    REFRESH("refresh"),
    /** All of one user or service token, wherever they come from. */
    CREDENTIAL("credential");

    private static final Map<String, Quota> BY_PATH = Map.of(
            "/api/v1/auth/login", LOGIN,
            "/api/v1/auth/mfa/verify", LOGIN,
            "/api/v1/auth/register", REGISTER,
            "/api/v1/auth/refresh", REFRESH);

    private final String slug;

    Quota(String slug) {
        this.slug = slug;
    }

    /** Its name in settings, header fields and problems. */
    public String slug() {
        return slug;
    }

    /** The quota that a POST to {@code path} uses beside that of its address. */
    public static Optional<Quota> ofPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }
}
