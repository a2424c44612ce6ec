import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Board } from "./board";
import { lines } from "./panel";
import { NODES, rate } from "./query";

/** Every node counts all security events of the cluster, so the most is taken, not the sum. */
const events = (family: string, label: string) => ({
    expr: `max by (${label}) (increase(${family}{${NODES}}[10m]))`,
    legend: `{{${label}}}`,
});

/** Who tries what, and who is told. */
export const security: Board = {
    name: "security",
    title: "Security",
    description: "Who tries what: signing in, rights, limits; and whether it is told outside. Events are counted over 10 minutes, as by the alerts.",
    rows: [
        {
            title: "Identity",
            panels: [
                lines(
                    { title: "Attempts to sign in", description: "With a password, within 10 minutes.", unit: units.Short },
                    events("cfguardian_login_attempts_total", "outcome"),
                ),
                lines(
                    { title: "Second factors", description: "What happened to them within 10 minutes.", unit: units.Short },
                    events("cfguardian_mfa_events_total", "event"),
                ),
                lines(
                    { title: "Service tokens", description: "What happened to them within 10 minutes.", unit: units.Short },
                    events("cfguardian_service_token_events_total", "event"),
                ),
                lines(
                    {
                        title: "Wrong passwords and codes",
                        description: "Within 10 minutes; more than 30 are an alarm.",
                        unit: units.Short,
                        bad: 30,
                    },
                    {
                        expr: `max(sum by (instance) (increase(cfguardian_security_events_total{${NODES}, kind=~"login_failed|mfa_failed"}[10m])))`,
                        legend: "attempts",
                    },
                ),
                lines(
                    {
                        title: "Refusals and old tokens",
                        description: "Within 10 minutes. An old refresh token means that two hold the same session.",
                        unit: units.Short,
                    },
                    {
                        expr: `max by (kind) (increase(cfguardian_security_events_total{${NODES}, kind=~"permission_denied|refresh_token_reused"}[10m]))`,
                        legend: "{{kind}}",
                    },
                ),
                lines(
                    {
                        title: "Administrators",
                        description: "Of the cluster, in the state of the node that has most of them.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_administrators{${NODES}})`, legend: "administrators" },
                ),
                lines(
                    {
                        title: "Sessions",
                        description: "Open ones, and ended ones that are not purged yet.",
                        unit: units.Short,
                    },
                    { expr: `max by (state) (cfguardian_sessions{${NODES}})`, legend: "{{state}}" },
                ),
                lines(
                    {
                        title: "Tokens of services",
                        description: "Valid ones, and ended ones that are not purged yet.",
                        unit: units.Short,
                    },
                    { expr: `max by (state) (cfguardian_service_tokens{${NODES}})`, legend: "{{state}}" },
                ),
            ],
        },
        {
            title: "Limits",
            panels: [
                lines(
                    {
                        title: "Requests over a limit",
                        description: "They were answered 429.",
                        unit: units.RequestsPerSecond,
                        bad: 1,
                    },
                    {
                        expr: `sum by (limit) (${rate(`cfguardian_rate_limit_rejections_total{${NODES}}`)})`,
                        legend: "{{limit}}",
                    },
                ),
                lines(
                    {
                        title: "Requests that were counted",
                        description: "Against which limit.",
                        unit: units.RequestsPerSecond,
                    },
                    {
                        expr: `sum by (limit) (${rate(`cfguardian_rate_limit_checks_total{${NODES}}`)})`,
                        legend: "{{limit}}",
                    },
                ),
                lines(
                    {
                        title: "Shared limits",
                        description: "1 where limits hold for all nodes together, and the requests that a node judged alone because the shared store was away.",
                        unit: units.Short,
                    },
                    { expr: `cfguardian_rate_limit_shared{${NODES}}`, legend: "{{instance}} shared" },
                    {
                        expr: rate(`cfguardian_rate_limit_judged_alone_total{${NODES}}`),
                        legend: "{{instance}} alone, per second",
                    },
                ),
            ],
        },
        {
            title: "Events",
            panels: [
                lines(
                    { title: "Events by kind", description: "All that happened within 10 minutes.", unit: units.Short },
                    events("cfguardian_security_events_total", "kind"),
                ),
                lines(
                    {
                        title: "Events that were lost",
                        description: "Observations within 10 minutes that were not recorded because too many waited.",
                        unit: units.Short,
                        bad: 1,
                    },
                    {
                        expr: `increase(cfguardian_security_events_dropped_total{${NODES}}[10m])`,
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "Delivery",
                        description: "How many nodes do what to tell a receiver outside. Only with security.webhook.*.",
                        unit: units.Short,
                    },
                    { expr: `sum by (state) (cfguardian_webhook_state{${NODES}})`, legend: "{{state}}" },
                ),
                lines(
                    {
                        title: "Deliveries that fail",
                        description: "Attempts in a row. Only with security.webhook.*.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `max(cfguardian_webhook_failures_in_a_row{${NODES}})`, legend: "attempts" },
                ),
                lines(
                    {
                        title: "Messages sent",
                        description: "What the receiver took, and attempts that failed. Only with security.webhook.*.",
                        unit: units.EventsPerSecond,
                    },
                    { expr: `sum by (outcome) (${rate(`cfguardian_webhook_deliveries_total{${NODES}}`)})`, legend: "{{outcome}}" },
                ),
                lines(
                    {
                        title: "Events that wait",
                        description: "Events that the receiver has yet to take. Only with security.webhook.*.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_webhook_events_pending{${NODES}})`, legend: "events" },
                ),
                lines(
                    {
                        title: "Wait of events",
                        description: "How long ago the first of them was recorded. Only with security.webhook.*.",
                        unit: units.Seconds,
                    },
                    { expr: `max(cfguardian_webhook_lag_seconds{${NODES}})`, legend: "wait" },
                ),
                lines(
                    {
                        title: "Events lost to the receiver",
                        description: "Purged within an hour before it took them. Only with security.webhook.*.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `max(increase(cfguardian_webhook_events_lost_total{${NODES}}[1h]))`, legend: "events" },
                ),
                lines(
                    {
                        title: "End of certificates",
                        description: "How long the certificate lasts yet that a node shows to other nodes or to clients.",
                        unit: units.Seconds,
                        goodFrom: 14 * 86400,
                    },
                    { expr: `cfguardian_certificate_not_after_seconds{${NODES}} - time()`, legend: "{{instance}}, to {{shown_to}}" },
                ),
            ],
        },
    ],
};
