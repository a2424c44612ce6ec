import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Board } from "./board";
import { lines, number } from "./panel";
import { CLUSTER, NODES, QUANTILES, USERS, orZero, quantile, rate } from "./query";

const requests = `sum by (cluster) (${rate(`cfguardian_http_requests_total{${USERS}}`)})`;

/** Is it well, and what does it do? */
export const overview: Board = {
    name: "overview",
    title: "Overview",
    description: "Whether a cluster is well, and what it does.",
    rows: [
        {
            title: "Now",
            panels: [
                number(
                    {
                        title: "Nodes that answer",
                        description: "Nodes whose metrics can be read. A majority of them has to be there.",
                        unit: units.Short,
                    },
                    { expr: `cluster:cfguardian_nodes_up:sum{${CLUSTER}}`, legend: "nodes" },
                ),
                number(
                    {
                        title: "Nodes that are ready",
                        description: "Nodes that should get traffic, as /ready says.",
                        unit: units.Short,
                        goodFrom: 1,
                    },
                    { expr: `sum(cfguardian_ready{${NODES}})`, legend: "nodes" },
                ),
                number(
                    {
                        title: "Leaders",
                        description: "Nodes that say they lead: 1, and for a moment in an election 0 or 2.",
                        unit: units.Short,
                        goodFrom: 1,
                    },
                    { expr: `sum(cfguardian_raft_role{${CLUSTER}, role="leader"})`, legend: "leaders" },
                ),
                number(
                    {
                        title: "Alerts that fire",
                        description: "Of this cluster, those among them that are not told because of another one.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `count(ALERTS{${CLUSTER}, alertstate="firing"}) or vector(0)`, legend: "alerts" },
                ),
                number(
                    {
                        title: "Revision",
                        description: "The last commit that any node has applied.",
                        unit: units.NoUnit,
                    },
                    { expr: `max(cfguardian_revision{${NODES}})`, legend: "revision" },
                ),
                number(
                    {
                        title: "Releases",
                        description: "How many nodes run which release; more than one during an upgrade.",
                        unit: units.Short,
                    },
                    { expr: `count by (version) (cfguardian_build_info{${NODES}})`, legend: "{{version}}" },
                ),
            ],
        },
        {
            title: "Service",
            panels: [
                lines(
                    {
                        title: "Requests by status",
                        description: "Requests of users that were answered, probes and readings of metrics not among them.",
                        unit: units.RequestsPerSecond,
                    },
                    {
                        expr: `sum by (status) (${rate(`cfguardian_http_requests_total{${USERS}}`)})`,
                        legend: "{{status}}",
                    },
                ),
                lines(
                    {
                        title: "Requests that fail",
                        description: "The share that is answered 5xx, in 5 minutes and in an hour. 0.1 % is the objective.",
                        unit: units.PercentUnit,
                        bad: 0.001,
                    },
                    { expr: orZero(`cluster:cfguardian_http_errors:ratio_rate5m{${CLUSTER}}`, requests), legend: "5 min" },
                    { expr: orZero(`cluster:cfguardian_http_errors:ratio_rate1h{${CLUSTER}}`, requests), legend: "1 h" },
                ),
                lines(
                    {
                        title: "Requests under way",
                        description: "Requests that are being answered, open streams and long polls among them.",
                        unit: units.Short,
                    },
                    { expr: `cfguardian_http_requests_in_flight{${NODES}}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Obstacles",
                        description: "How many nodes each check of /ready keeps from being ready.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `sum by (reason) (cfguardian_readiness_obstacle{${NODES}})`, legend: "{{reason}}" },
                ),
                lines(
                    {
                        title: "Writes by outcome",
                        description: "Where they arrived, so that each is counted once in the cluster.",
                        unit: units.WritesPerSecond,
                    },
                    { expr: `sum by (outcome) (${rate(`cfguardian_writes_total{${NODES}}`)})`, legend: "{{outcome}}" },
                ),
                lines(
                    {
                        title: "Time of writes",
                        description: "From the use case to the result, validation, replication and applying among it.",
                        unit: units.Seconds,
                    },
                    ...QUANTILES.map(({ legend, of }) => ({
                        expr: quantile(of, "cfguardian_write_duration_seconds", NODES),
                        legend,
                    })),
                ),
                lines(
                    {
                        title: "Operations on configs",
                        description: "What writes did to configs.",
                        unit: units.OpsPerSecond,
                    },
                    {
                        expr: `sum by (effect) (${rate(`cfguardian_config_operations_total{${NODES}}`)})`,
                        legend: "{{effect}}",
                    },
                ),
            ],
        },
        {
            title: "Contents",
            panels: [
                lines(
                    {
                        title: "Projects and users",
                        description: "In the state of the node that has most of them.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_projects{${NODES}})`, legend: "projects" },
                    { expr: `max(cfguardian_users{${NODES}})`, legend: "users" },
                ),
                lines(
                    {
                        title: "Commits",
                        description: "How fast the revision rises, on each node.",
                        unit: units.EventsPerSecond,
                    },
                    { expr: `deriv(cfguardian_revision{${NODES}}[$__rate_interval])`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Data",
                        description: "Data in the store that is not overwritten, estimated.",
                        unit: units.BytesIEC,
                    },
                    { expr: `cfguardian_store_live_data_bytes{${NODES}}`, legend: "{{instance}}" },
                ),
            ],
        },
        {
            title: "Process",
            panels: [
                lines(
                    { title: "Processor", description: "Processors that are busy with the node.", unit: units.Short },
                    { expr: rate(`process_cpu_seconds_total{job="cfguardian", ${NODES}}`), legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Heap",
                        description: "Memory of Java objects, and how much it may be.",
                        unit: units.BytesIEC,
                    },
                    {
                        expr: `jvm_memory_bytes_used{job="cfguardian", area="heap", ${NODES}}`,
                        legend: "{{instance}}",
                    },
                    {
                        expr: `max(jvm_memory_bytes_max{job="cfguardian", area="heap", ${NODES}})`,
                        legend: "at most",
                    },
                ),
                lines(
                    {
                        title: "Memory",
                        description: "Of the process, the store's and the network's buffers beside the heap among it.",
                        unit: units.BytesIEC,
                    },
                    { expr: `process_resident_memory_bytes{job="cfguardian", ${NODES}}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Garbage collection",
                        description: "The share of time that a node stands still for it.",
                        unit: units.PercentUnit,
                    },
                    {
                        expr: `sum by (instance) (${rate(`jvm_gc_collection_seconds_sum{job="cfguardian", ${NODES}}`)})`,
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "File descriptors",
                        description: "The share of those it may have that are open.",
                        unit: units.PercentUnit,
                        bad: 0.8,
                    },
                    {
                        expr: `process_open_fds{job="cfguardian", ${NODES}} / process_max_fds{job="cfguardian", ${NODES}}`,
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "Up since",
                        description: "How long ago the process began.",
                        unit: units.Seconds,
                    },
                    {
                        expr: `time() - process_start_time_seconds{job="cfguardian", ${NODES}}`,
                        legend: "{{instance}}",
                    },
                ),
            ],
        },
    ],
};
