package io.cfguardian.http.quota;

/** The rate of every {@link Quota}. */
public record Rates(Rate address, Rate login, Rate register, Rate refresh, Rate credential) {

    /** What a node allows unless it is set otherwise. */
    public static final Rates STANDARD = new Rates(
            Rate.perSecond(100), Rate.perMinute(5), Rate.perMinute(3), Rate.perMinute(10), Rate.perSecond(100));

    /** Nothing is counted. */
    public static final Rates NONE =
            new Rates(Rate.perSecond(0), Rate.perMinute(0), Rate.perMinute(0), Rate.perMinute(0), Rate.perSecond(0));

    /** The rate of {@code quota}. */
    public Rate of(Quota quota) {
        return switch (quota) {
            case ADDRESS -> address;
            case LOGIN -> login;
            case REGISTER -> register;
            case REFRESH -> refresh;
            case CREDENTIAL -> credential;
        };
    }
}
