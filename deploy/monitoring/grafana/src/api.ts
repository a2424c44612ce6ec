import * as units from "@grafana/grafana-foundation-sdk/units";
import { severalLabelValues, type Board } from "./board";
import { lines, number } from "./panel";
import { CLUSTER, NODES, QUANTILES, ROUTES, USERS, orZero, quantile, rate } from "./query";

/** The objectives of docs/monitoring.md: the share of requests that may fail, and of writes that may be slow. */
const ERRORS_MAX = 0.001;
const SLOW_MAX = 0.01;

const requests = `sum by (cluster) (${rate(`cfguardian_http_requests_total{${USERS}}`)})`;
const byRoute = `sum by (method, route) (${rate(`cfguardian_http_requests_total{${ROUTES}}`)})`;
const errors = (window: string) => `(${orZero(`cluster:cfguardian_http_errors:ratio_rate${window}{${CLUSTER}}`, requests)})`;
const slow = (window: string) => `cluster:cfguardian_writes_slow:ratio_rate${window}{${CLUSTER}}`;
const answered = (statuses: string) =>
    orZero(
        `sum by (method, route) (${rate(`cfguardian_http_requests_total{${ROUTES}, status=~"${statuses}"}`)})`,
        byRoute,
    );

/** What clients get, by operation, against the objectives. */
export const api: Board = {
    name: "api",
    title: "API",
    description: "What clients get, by operation, and how that stands against the objectives.",
    variables: [
        severalLabelValues("route", "Operation", 'cfguardian_http_requests_total{cluster="$cluster"}', "route"),
    ],
    rows: [
        {
            title: "Objectives",
            panels: [
                number(
                    {
                        title: "Answered without 5xx, 3 d",
                        description: "The share of requests of three days. The objective is 99.9 %.",
                        unit: units.PercentUnit,
                        goodFrom: 1 - ERRORS_MAX,
                    },
                    { expr: `1 - ${errors("3d")}`, legend: "share" },
                ),
                number(
                    {
                        title: "Writes within 250 ms, 3 d",
                        description: "The share of writes of three days. The objective is 99 %.",
                        unit: units.PercentUnit,
                        goodFrom: 1 - SLOW_MAX,
                    },
                    { expr: `1 - ${slow("3d")}`, legend: "share" },
                ),
                lines(
                    {
                        title: "Budget of errors",
                        description:
                            "How many times faster than planned it is used up: at 1 it lasts for 30 days. 14.4 in 1 h and 6 in 6 h are alarms.",
                        unit: units.Short,
                        bad: 1,
                    },
                    ...["1h", "6h", "3d"].map((window) => ({
                        expr: `${errors(window)} / ${ERRORS_MAX}`,
                        legend: window,
                    })),
                ),
                lines(
                    {
                        title: "Budget of slow writes",
                        description:
                            "How many times faster than planned it is used up: at 1 it lasts for 30 days. 14.4 in 1 h and 6 in 6 h are alarms.",
                        unit: units.Short,
                        bad: 1,
                    },
                    ...["1h", "6h", "3d"].map((window) => ({ expr: `${slow(window)} / ${SLOW_MAX}`, legend: window })),
                ),
            ],
        },
        {
            title: "Operations",
            panels: [
                lines(
                    {
                        title: "Requests",
                        description: "Requests that were answered, by operation.",
                        unit: units.RequestsPerSecond,
                    },
                    { expr: byRoute, legend: "{{method}} {{route}}" },
                ),
                lines(
                    {
                        title: "Answered 4xx",
                        description: "The client was wrong, or has no right, or was too fast.",
                        unit: units.RequestsPerSecond,
                    },
                    { expr: answered("4.."), legend: "{{method}} {{route}}" },
                ),
                lines(
                    {
                        title: "Answered 5xx",
                        description: "The node could not do it.",
                        unit: units.RequestsPerSecond,
                    },
                    { expr: answered("5.."), legend: "{{method}} {{route}}" },
                ),
                ...QUANTILES.map(({ legend, of }) =>
                    lines(
                        {
                            title: `Time, ${legend}`,
                            description: `${of * 100} % of requests take less, by operation; of a stream, as long as it was open.`,
                            unit: units.Seconds,
                        },
                        {
                            expr: quantile(of, "cfguardian_http_request_duration_seconds", ROUTES, "method", "route"),
                            legend: "{{method}} {{route}}",
                        },
                    ),
                ),
                lines(
                    {
                        title: "Refused",
                        description: "What came and was no request, because its head was not valid HTTP or over a limit, by status.",
                        unit: units.RequestsPerSecond,
                    },
                    { expr: `sum by (status) (${rate(`cfguardian_http_refused_total{${NODES}}`)})`, legend: "{{status}}" },
                ),
            ],
        },
        {
            title: "Writes",
            panels: [
                lines(
                    {
                        title: "Writes that came to nothing",
                        description: "By reason: conflicts are version_conflict and already_exists, validation errors are violated.",
                        unit: units.WritesPerSecond,
                    },
                    {
                        expr: `sum by (reason) (${rate(`cfguardian_writes_failed_total{${NODES}}`)})`,
                        legend: "{{reason}}",
                    },
                ),
                lines(
                    {
                        title: "Time of writes by node",
                        description: "99 % take less. From the use case to the result.",
                        unit: units.Seconds,
                    },
                    {
                        expr: quantile(0.99, "cfguardian_write_duration_seconds", NODES, "instance"),
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "Writes without an answer",
                        description: "The share that the cluster left unanswered: no quorum, no room, too many, or an unknown outcome.",
                        unit: units.PercentUnit,
                        bad: 0.01,
                    },
                    {
                        expr: orZero(
                            `cluster:cfguardian_writes_unanswered:ratio_rate5m{${CLUSTER}}`,
                            `sum by (cluster) (${rate(`cfguardian_writes_total{${NODES}}`)})`,
                        ),
                        legend: "5 min",
                    },
                ),
            ],
        },
        {
            title: "Watches",
            panels: [
                lines(
                    { title: "Streams", description: "Streams of commits that are open.", unit: units.Short },
                    { expr: `cfguardian_watch_streams{${NODES}}`, legend: "{{instance}}" },
                ),
                lines(
                    { title: "Long polls", description: "Long polls that wait.", unit: units.Short },
                    { expr: `cfguardian_watch_long_polls{${NODES}}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Lag of the slowest stream",
                        description: "Commits that it has yet to get.",
                        unit: units.Short,
                    },
                    { expr: `cfguardian_watch_lag_revisions{${NODES}}`, legend: "{{instance}}" },
                ),
            ],
        },
    ],
};
