package io.cfguardian.http.guard;

/**
 * To whom a node is open, and whom it believes.
 *
 * @param proxies whose word on a client's address is taken
 * @param hosts the names that clients call this node by
 * @param origins whose pages may read answers
 */
public record Exposure(TrustedProxies proxies, AllowedHosts hosts, CrossOrigins origins) {

    /** No proxy, any name, no pages of other origins. */
    public static final Exposure STANDARD = new Exposure(TrustedProxies.NONE, AllowedHosts.ANY, CrossOrigins.NONE);
}
