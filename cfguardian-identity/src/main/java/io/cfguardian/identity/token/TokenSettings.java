package io.cfguardian.identity.token;

/**
 * What every token of this cluster says of where it is from and for.
 *
 * @param issuer names the cluster, compared to the letter
 * @param audience who access tokens are for, compared to the letter
 * @param rememberedMax how many checked tokens are remembered, from 1
 */
public record TokenSettings(String issuer, String audience, long rememberedMax) {

    /** How many checked tokens are remembered unless said otherwise; one takes about half a kilobyte. */
    public static final long REMEMBERED_DEFAULT = 20_000;

    public TokenSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("tokens have an issuer and an audience");
        }
        if (rememberedMax < 1) {
            throw new IllegalArgumentException("at least one token is remembered, got " + rememberedMax);
        }
    }
}
