package io.cfguardian.app.identity.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Principal ADA = new UserId("ada").principal();

    private final List<SecurityEvent> events = new ArrayList<>();

    private void seen(Kind kind, @Nullable Principal who, String address, Duration ago) {
        Observation observation = new Observation(kind, who, null, new Source(address, ""), "", "");
        events.add(new SecurityEvent(events.size(), NOW.minus(ago), observation, new Revision(1)));
    }

    private List<Alert> alerts() {
        return new Alerts(events, NOW).find();
    }

    @Test
    void tenFailuresOnOneAccountWithinAnHourAreBruteForceAndNineAreNot() {
        for (int i = 0; i < 9; i++) {
            seen(Kind.LOGIN_FAILED, ADA, "192.0.2." + i, Duration.ofMinutes(i));
        }
        assertThat(alerts()).isEmpty();
        seen(Kind.MFA_FAILED, ADA, "192.0.2.99", Duration.ofMinutes(59));
        assertThat(alerts())
                .containsExactly(new Alert(
                        Alert.Kind.BRUTE_FORCE_ACCOUNT, "user:ada", 10, NOW.minus(Duration.ofMinutes(59)), NOW));
    }

    @Test
    void failuresSpreadOverTheDayAreNoBurst() {
        for (int i = 0; i < 23; i++) {
            seen(Kind.LOGIN_FAILED, ADA, "192.0.2.1", Duration.ofHours(i));
        }
        assertThat(alerts()).isEmpty();
    }

    @Test
    void twentyFailuresFromOneAddressAreBruteForceThoughNobodyIsKnown() {
        for (int i = 0; i < 20; i++) {
            seen(Kind.LOGIN_FAILED, null, "192.0.2.7", Duration.ofMinutes(i));
        }
        assertThat(alerts())
                .extracting(Alert::kind, Alert::about)
                .containsExactly(tuple(Alert.Kind.BRUTE_FORCE_ADDRESS, "192.0.2.7"));
    }

    @Test
    void oneReusedTokenIsEnough() {
        seen(Kind.REFRESH_TOKEN_REUSED, ADA, "192.0.2.7", Duration.ofHours(23));
        assertThat(alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.TOKEN_REUSE);
    }

    @Test
    void fiveAddressesOfOneAccountAreManyAndFourAreNot() {
        for (int i = 0; i < 4; i++) {
            seen(Kind.LOGIN_SUCCEEDED, ADA, "192.0.2." + i, Duration.ofHours(i));
            seen(Kind.LOGIN_SUCCEEDED, ADA, "192.0.2." + i, Duration.ofHours(i + 1));
        }
        assertThat(alerts()).isEmpty();
        seen(Kind.LOGIN_SUCCEEDED, ADA, "192.0.2.200", Duration.ZERO);
        assertThat(alerts())
                .extracting(Alert::kind, Alert::count)
                .containsExactly(tuple(Alert.Kind.MANY_ADDRESSES, 5L));
    }

    @Test
    void aRiseOfRefusalsIsSuddenAndTheUsualNumberIsNot() {
        for (int i = 0; i < 20; i++) {
            seen(Kind.PERMISSION_DENIED, ADA, "192.0.2.7", Duration.ofMinutes(i));
        }
        assertThat(alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.SUDDEN_REFUSALS);
        for (int hour = 2; hour < 24; hour++) {
            for (int i = 0; i < 10; i++) {
                seen(Kind.PERMISSION_DENIED, ADA, "192.0.2.7", Duration.ofHours(hour));
            }
        }
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatIsOlderThanADayIsOver() {
        seen(Kind.REFRESH_TOKEN_REUSED, ADA, "192.0.2.7", Duration.ofHours(25));
        assertThat(alerts()).isEmpty();
    }
}
