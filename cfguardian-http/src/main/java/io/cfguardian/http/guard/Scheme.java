package io.cfguardian.http.guard;

/** How the client speaks, to this node or to the proxy before it. */
public enum Scheme {
    HTTP,
    HTTPS
}
