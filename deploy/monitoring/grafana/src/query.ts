// The parts that expressions are made of.

/** The chosen cluster. */
export const CLUSTER = 'cluster="$cluster"';

/** The chosen nodes of it. */
export const NODES = `${CLUSTER}, instance=~"$instance"`;

/** The chosen operations on these nodes. */
export const ROUTES = `${NODES}, route=~"$route"`;

/** Probes and readings of metrics are no users, as in the recording rules. */
export const USERS = `${NODES}, route!~"/(health|ready|live|metrics)"`;

/** How fast the counters `selector` rise, in units per second. */
export const rate = (selector: string) => `rate(${selector}[$__rate_interval])`;

/** `expr`, and 0 where there are no such series yet but there are those of `base`; they have the same labels. */
export const orZero = (expr: string, base: string) => `${expr} or 0 * ${base}`;

/** The value below which a share of `quantile` of the observations of `histogram` are, in its unit. */
export const quantile = (quantile: number, histogram: string, selector: string, ...by: string[]) =>
    `histogram_quantile(${quantile}, sum by (${["le", ...by].join(", ")}) (${rate(`${histogram}_bucket{${selector}}`)}))`;

/** The mean of what the summary or histogram `family` observed, in its unit. */
export const mean = (family: string, selector: string, by: string) =>
    `sum by (${by}) (${rate(`${family}_sum{${selector}}`)}) / sum by (${by}) (${rate(`${family}_count{${selector}}`)})`;

/** The three quantiles that are looked at. */
export const QUANTILES = [
    { legend: "p50", of: 0.5 },
    { legend: "p95", of: 0.95 },
    { legend: "p99", of: 0.99 },
];

/** A family of each node. */
export const nodes = (family: string) => ({ expr: `${family}{${NODES}}`, legend: "{{instance}}" });

/** How fast a family of each node rises. */
export const rises = (family: string, legend = "{{instance}}") => ({ expr: rate(`${family}{${NODES}}`), legend });
