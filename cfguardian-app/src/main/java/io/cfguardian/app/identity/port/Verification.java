package io.cfguardian.app.identity.port;

/**
 * What checking a signed token found.
 *
 * @param <C> what the token says
 */
public sealed interface Verification<C> {

    /**
     * It is what it ought to be, signed by a trusted key, and holds now.
     *
     * @param keyId the key that signed it
     */
    record Valid<C>(C claims, String keyId) implements Verification<C> {}

    /** It was valid and its time is over. */
    record Expired<C>() implements Verification<C> {}

    /**
     * It is none.
     *
     * @param reason for the log of whoever looks for a fault; shows nothing of the token. Clients are told nothing of it.
     */
    record Invalid<C>(String reason) implements Verification<C> {}
}
