package io.cfguardian.telemetry;

import io.cfguardian.app.identity.delivery.DeliveryStatus;
import io.cfguardian.app.telemetry.Census.Population;
import io.cfguardian.app.telemetry.DeliveryNumbers;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.state.Head.Counts;
import java.util.Map;
import java.util.TreeMap;

/** The families of identity and security. Security events are the cluster's: every node counts all of them. */
final class SecurityFamilies {

    private static final Map<String, Kind> LOGINS =
            Map.of("succeeded", Kind.LOGIN_SUCCEEDED, "failed", Kind.LOGIN_FAILED);
    private static final Map<String, Kind> SECOND_FACTORS = Map.of(
            "enrolled", Kind.MFA_ENROLLED,
            "disabled", Kind.MFA_DISABLED,
            "failed", Kind.MFA_FAILED,
            "recovery_code_used", Kind.RECOVERY_CODE_USED);
    private static final Map<String, Kind> TOKENS = Map.of(
            "issued", Kind.TOKEN_ISSUED,
            "rotated", Kind.TOKEN_ROTATED,
            "revoked", Kind.TOKEN_REVOKED);

    private SecurityFamilies() {}

    static void write(Map<Kind, Long> events, long dropped, Sheet sheet) {
        Map<String, Long> byKind = new TreeMap<>();
        events.forEach((kind, count) -> byKind.put(Sheet.lower(kind), count));
        sheet.counters(
                "cfguardian_security_events_total",
                "Security events of the cluster since this node was first asked. Every node counts all.",
                "kind",
                byKind);
        sheet.counters(
                "cfguardian_login_attempts_total",
                "Attempts to sign in with a password, of the same events.",
                "outcome",
                of(LOGINS, events));
        sheet.counters(
                "cfguardian_mfa_events_total",
                "What happened to second factors, of the same events.",
                "event",
                of(SECOND_FACTORS, events));
        sheet.counters(
                "cfguardian_service_token_events_total",
                "What happened to service tokens, of the same events.",
                "event",
                of(TOKENS, events));
        sheet.counter(
                "cfguardian_security_events_dropped_total",
                "Observations of this node that were lost because too many waited.",
                dropped);
    }

    static void write(DeliveryNumbers numbers, Sheet sheet) {
        DeliveryStatus status = numbers.status();
        sheet.state(
                "cfguardian_webhook_state", "What this node does to deliver security events.", "state", status.state());
        sheet.gauge(
                "cfguardian_webhook_failures_in_a_row",
                "Attempts to deliver that failed, 0 while all is well.",
                status.failures());
        sheet.counters(
                "cfguardian_webhook_deliveries_total",
                "Messages that this node sent and the receiver took, and attempts that failed.",
                "outcome",
                Map.of(
                        "taken", numbers.counts().taken(),
                        "failed", numbers.counts().failed()));
        sheet.gauge(
                "cfguardian_webhook_events_pending",
                "Events that the receiver has yet to take, in the state of this node.",
                numbers.progress().pending());
        sheet.seconds(
                "cfguardian_webhook_lag_seconds",
                "How long ago the first of them was recorded.",
                numbers.progress().lag());
        sheet.counter(
                "cfguardian_webhook_events_lost_total",
                "Events of the cluster that were purged before the receiver took them. Every node counts all.",
                numbers.progress().lost());
    }

    static void write(Counts counts, Sheet sheet) {
        sheet.gauge("cfguardian_projects", "Projects in the state of this node.", counts.projects());
        sheet.gauge("cfguardian_users", "Users in the state of this node.", counts.users());
        sheet.gauge(
                "cfguardian_administrators",
                "Administrators of the cluster in the state of this node.",
                counts.administrators());
    }

    static void write(Population population, Sheet sheet) {
        sheet.gauges(
                "cfguardian_sessions",
                "Sessions in the state of this node: open, or ended and not purged yet. Counted every few seconds.",
                "state",
                Map.of("open", population.openSessions(), "ended", population.endedSessions()));
        sheet.gauges(
                "cfguardian_service_tokens",
                "Service tokens in the state of this node: valid, or ended and not purged yet. Counted every few seconds.",
                "state",
                Map.of("valid", population.validTokens(), "ended", population.endedTokens()));
    }

    private static Map<String, Long> of(Map<String, Kind> names, Map<Kind, Long> events) {
        Map<String, Long> counts = new TreeMap<>();
        names.forEach((name, kind) -> counts.put(name, events.getOrDefault(kind, 0L)));
        return counts;
    }
}
