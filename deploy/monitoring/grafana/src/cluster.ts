import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Board } from "./board";
import { lines } from "./panel";
import { CLUSTER, NODES, mean, nodes, rate, rises } from "./query";
import { upkeep } from "./upkeep";

/** Raft, the stores, and what is seen from outside. */
export const cluster: Board = {
    name: "cluster",
    title: "Cluster",
    description: "Raft, the stores of the nodes, and what is seen of them from outside.",
    rows: [
        {
            title: "Leadership",
            panels: [
                lines(
                    { title: "Who leads", description: "1 for a node that leads.", unit: units.NoUnit },
                    { expr: `cfguardian_raft_role{${NODES}, role="leader"}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Roles",
                        description: "How many nodes have which role in their Raft term.",
                        unit: units.Short,
                    },
                    { expr: `sum by (role) (cfguardian_raft_role{${NODES}})`, legend: "{{role}}" },
                ),
                lines(
                    {
                        title: "Changes of the leader",
                        description: "How often a node began to lead or to follow a leader, within 15 minutes.",
                        unit: units.Short,
                        bad: 5,
                    },
                    { expr: `increase(cfguardian_raft_leader_changes_total{${NODES}}[15m])`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Raft term",
                        description: "It rises with each election, and is the same on all nodes that hear each other.",
                        unit: units.NoUnit,
                    },
                    nodes("cfguardian_raft_term"),
                ),
                lines(
                    {
                        title: "Members that answer the leader",
                        description: "Without the leader itself.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_raft_followers_answering{${CLUSTER}})`, legend: "answering" },
                    { expr: `max(cfguardian_raft_followers_silent{${CLUSTER}})`, legend: "silent" },
                ),
                lines(
                    {
                        title: "Replication lag",
                        description: "Entries of the Raft log that the member farthest behind has yet to get, as the leader says.",
                        unit: units.Short,
                        bad: 1000,
                    },
                    { expr: `max(cfguardian_raft_replication_lag_entries{${CLUSTER}})`, legend: "entries" },
                ),
                lines(
                    {
                        title: "Voters",
                        description: "Members that count for majorities, those of them that answer the leader, itself among them, and members that do not count.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_raft_voters{${CLUSTER}})`, legend: "voters" },
                    { expr: `max(cfguardian_raft_voters_answering{${CLUSTER}})`, legend: "answering" },
                    { expr: `max(cfguardian_raft_learners{${CLUSTER}})`, legend: "learners" },
                ),
                lines(
                    {
                        title: "Lag by member",
                        description: "Entries of the Raft log that a member has yet to get, as the leader says.",
                        unit: units.Short,
                        bad: 1000,
                    },
                    { expr: `max by (node) (cfguardian_raft_follower_lag_entries{${CLUSTER}})`, legend: "{{node}}" },
                ),
            ],
        },
        {
            title: "Log",
            panels: [
                lines(
                    { title: "Entries applied", description: "Entries of the Raft log.", unit: units.OpsPerSecond },
                    rises("cfguardian_raft_applied_entries_total"),
                ),
                lines(
                    {
                        title: "Commands in an entry",
                        description: "Under load many share one.",
                        unit: units.Short,
                    },
                    {
                        expr: `${rate(`cfguardian_raft_applied_commands_total{${NODES}}`)} / ${rate(`cfguardian_raft_applied_entries_total{${NODES}}`)}`,
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "Behind the first node",
                        description: "Entries that the node has yet to apply of what another one has.",
                        unit: units.Short,
                    },
                    {
                        expr: `scalar(max(cfguardian_raft_applied_index{${CLUSTER}})) - cfguardian_raft_applied_index{${NODES}}`,
                        legend: "{{instance}}",
                    },
                ),
                lines(
                    {
                        title: "Time spent applying",
                        description: "The share of its time in which a node applies entries; near 100 % it is at its end.",
                        unit: units.PercentUnit,
                        bad: 0.8,
                    },
                    rises("cfguardian_raft_apply_duration_seconds_sum"),
                ),
                lines(
                    {
                        title: "Time of applying",
                        description: "Of one atomic write of applied entries, on average.",
                        unit: units.Seconds,
                    },
                    { expr: mean("cfguardian_raft_apply_duration_seconds", NODES, "instance"), legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Proposals under way",
                        description: "Commands that a node holds as leader and that have no outcome yet.",
                        unit: units.Short,
                    },
                    nodes("cfguardian_raft_proposals_in_flight"),
                ),
                lines(
                    {
                        title: "Read index rounds",
                        description: "Linearizable reads share them. Those that failed served no reader.",
                        unit: units.OpsPerSecond,
                    },
                    rises("cfguardian_raft_read_index_rounds_total"),
                    rises("cfguardian_raft_read_index_rounds_failed_total", "{{instance}} failed"),
                ),
                lines(
                    {
                        title: "Snapshots",
                        description: "Within an hour. One that is loaded takes the place of the node's state.",
                        unit: units.Short,
                    },
                    { expr: `sum(increase(cfguardian_raft_snapshots_saved_total{${NODES}}[1h]))`, legend: "saved" },
                    { expr: `sum(increase(cfguardian_raft_snapshots_failed_total{${NODES}}[1h]))`, legend: "failed" },
                    { expr: `sum(increase(cfguardian_raft_snapshots_loaded_total{${NODES}}[1h]))`, legend: "loaded" },
                ),
            ],
        },
        {
            title: "Store",
            panels: [
                lines({ title: "Files", description: "All files of tables.", unit: units.BytesIEC }, nodes("cfguardian_store_files_bytes")),
                lines(
                    {
                        title: "Memory",
                        description: "Of changes that are in no file yet, and of what was read from files.",
                        unit: units.BytesIEC,
                    },
                    { expr: `cfguardian_store_memtables_bytes{${NODES}}`, legend: "{{instance}} changes" },
                    { expr: `cfguardian_store_block_cache_bytes{${NODES}}`, legend: "{{instance}} read" },
                ),
                lines({ title: "Keys", description: "Estimated.", unit: units.Short }, nodes("cfguardian_store_keys")),
                lines(
                    {
                        title: "To be written anew",
                        description: "Data that compactions have before them, estimated.",
                        unit: units.BytesIEC,
                    },
                    nodes("cfguardian_store_pending_compaction_bytes"),
                ),
                lines(
                    {
                        title: "Compactions and views",
                        description: "Compactions under way, and open views, which keep old data.",
                        unit: units.Short,
                    },
                    { expr: `cfguardian_store_compactions{${NODES}}`, legend: "{{instance}} compactions" },
                    { expr: `cfguardian_store_snapshots{${NODES}}`, legend: "{{instance}} snapshots" },
                ),
                lines(
                    {
                        title: "Trouble",
                        description: "Errors of background work since the store was opened, and 1 where it takes no writes. Any is an alarm.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `cfguardian_store_background_errors{${NODES}}`, legend: "{{instance}} errors" },
                    { expr: `cfguardian_store_writes_stopped{${NODES}}`, legend: "{{instance}} stopped" },
                ),
                lines(
                    {
                        title: "Blocks found in memory",
                        description: "The share of blocks that were not to be read from files.",
                        unit: units.PercentUnit,
                        max: 1,
                    },
                    { expr: `${rate(`cfguardian_store_block_cache_hits_total{${NODES}}`)} / (${rate(`cfguardian_store_block_cache_hits_total{${NODES}}`)} + ${rate(`cfguardian_store_block_cache_misses_total{${NODES}}`)})`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Read and written",
                        description: "Keys and values that were read, and changes that were written.",
                        unit: units.BytesPerSecondIEC,
                    },
                    { expr: `sum by (instance) (${rate(`cfguardian_store_read_bytes_total{${NODES}}`)})`, legend: "{{instance}} read" },
                    { expr: `sum by (instance) (${rate(`cfguardian_store_written_bytes_total{${NODES}}`)})`, legend: "{{instance}} written" },
                ),
                lines(
                    {
                        title: "Files made and made anew",
                        description: "Files that were made of memtables, and what compaction read and wrote.",
                        unit: units.BytesPerSecondIEC,
                    },
                    { expr: `sum(${rate(`cfguardian_store_flushed_bytes_total{${NODES}}`)})`, legend: "made" },
                    { expr: `sum(${rate(`cfguardian_store_compaction_read_bytes_total{${NODES}}`)})`, legend: "read" },
                    { expr: `sum(${rate(`cfguardian_store_compaction_written_bytes_total{${NODES}}`)})`, legend: "written" },
                ),
                lines(
                    {
                        title: "Writes held up",
                        description: "The share of time in which writes waited because files could not keep pace.",
                        unit: units.PercentUnit,
                    },
                    { expr: rate(`cfguardian_store_stall_seconds_total{${NODES}}`), legend: "{{instance}}" },
                ),
            ],
        },
        upkeep,
        {
            title: "From outside",
            panels: [
                lines(
                    { title: "Probes", description: "1 where the probe got what it wants.", unit: units.NoUnit, max: 1 },
                    {
                        expr: `probe_success{job=~"cfguardian-(ready|health)", ${NODES}}`,
                        legend: "{{instance}} {{job}}",
                    },
                ),
                lines(
                    { title: "Time of probes", description: "From the name to the last byte.", unit: units.Seconds },
                    {
                        expr: `probe_duration_seconds{job=~"cfguardian-(ready|health)", ${NODES}}`,
                        legend: "{{instance}} {{job}}",
                    },
                ),
                lines(
                    {
                        title: "Parts that could not tell their numbers",
                        description: "When somebody read the metrics, within an hour.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `increase(cfguardian_metrics_failures_total{${NODES}}[1h])`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Spans sent",
                        description: "That the receiver of traces took. Only with tracing.enabled.",
                        unit: units.OpsPerSecond,
                    },
                    rises("cfguardian_trace_spans_exported_total"),
                ),
                lines(
                    {
                        title: "Spans lost",
                        description: "Because too many waited, or the receiver of traces did not take them. Only with tracing.enabled.",
                        unit: units.OpsPerSecond,
                    },
                    { expr: `sum by (reason) (${rate(`cfguardian_trace_spans_lost_total{${NODES}}`)})`, legend: "{{reason}}" },
                ),
            ],
        },
    ],
};
