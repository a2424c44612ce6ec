import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Row } from "./board";
import { lines } from "./panel";
import { CLUSTER, NODES, nodes, rate, rises } from "./query";

/** How the nodes look after themselves. */
export const upkeep: Row = {
    title: "Upkeep",
    panels: [
        lines(
            {
                title: "Room for data",
                description: "What is left of the disk, and the reserve; with less than that the node is not ready.",
                unit: units.BytesIEC,
            },
            { expr: `cfguardian_disk_free_bytes{${NODES}}`, legend: "{{instance}}" },
            { expr: `max(cfguardian_disk_reserve_bytes{${NODES}})`, legend: "reserve" },
        ),
        lines(
            {
                title: "Want of room",
                description: "1 where there is too little left on the disk of a node, and where it refuses writes that bring data.",
                unit: units.NoUnit,
                bad: 1,
            },
            { expr: `cfguardian_disk_low{${NODES}}`, legend: "{{instance}} too little" },
            { expr: `cfguardian_disk_data_refused{${NODES}}`, legend: "{{instance}} refuses" },
        ),
        lines(
            {
                title: "Disk taken",
                description: "The share of the file system that the data lies on; the ballast counts as taken.",
                unit: units.PercentUnit,
                max: 1,
            },
            {
                expr: `1 - cfguardian_disk_free_bytes{${NODES}} / cfguardian_disk_size_bytes{${NODES}}`,
                legend: "{{instance}}",
            },
        ),
        lines(
            {
                title: "Ballast",
                description: "What lies there to be given up when the disk is full; 0 when it is given up, or where node.ballast is 0B.",
                unit: units.BytesIEC,
            },
            nodes("cfguardian_disk_ballast_bytes"),
        ),
        lines(
            {
                title: "Offset of clocks",
                description: "How far a clock is from the median of the members' clocks. More than a second is an alarm.",
                unit: units.Seconds,
            },
            { expr: `abs(cfguardian_clock_offset_seconds{${NODES}})`, legend: "{{instance}}" },
        ),
        lines(
            {
                title: "Chains compared",
                description: "With that of another member at an equal revision. One that differs ends a node.",
                unit: units.OpsPerSecond,
            },
            { expr: `sum by (outcome) (${rate(`cfguardian_chain_comparisons_total{${NODES}}`)})`, legend: "{{outcome}}" },
        ),
        lines(
            {
                title: "Chains agreed",
                description: "How long ago all members that a node heard last agreed with it.",
                unit: units.Seconds,
            },
            { expr: `time() - cfguardian_chain_agreed_timestamp_seconds{${NODES}}`, legend: "{{instance}}" },
        ),
        lines(
            {
                title: "Files read again",
                description: "Files of the round that was begun last, and those of them that a node has yet to read and check.",
                unit: units.Short,
            },
            { expr: `cfguardian_scrub_files{${NODES}}`, legend: "{{instance}} all" },
            { expr: `cfguardian_scrub_files_left{${NODES}}`, legend: "{{instance}} left" },
        ),
        lines(
            {
                title: "Speed of reading again",
                description: "What rounds read, in all.",
                unit: units.BytesPerSecondIEC,
            },
            rises("cfguardian_scrub_read_bytes_total"),
        ),
        lines(
            {
                title: "Age of clean rounds",
                description: "Since the last one ended, or since the start. Longer than the line is an alarm.",
                unit: units.Seconds,
            },
            {
                expr: `time() - (cfguardian_scrub_clean_timestamp_seconds{${NODES}} or process_start_time_seconds{job="cfguardian", ${NODES}})`,
                legend: "{{instance}}",
            },
            { expr: `2 * max(cfguardian_scrub_interval_seconds{${NODES}}) + 7200`, legend: "alarm" },
        ),
        lines(
            {
                title: "Rounds of reading",
                description: "Within a week: clean ones, and those that found a damaged file.",
                unit: units.Short,
            },
            { expr: `sum by (outcome) (increase(cfguardian_scrub_rounds_total{${NODES}}[7d]))`, legend: "{{outcome}}" },
        ),
        lines(
            {
                title: "Age of backups",
                description: "Since the newest backup of a node was begun. Longer than the line is an alarm. Only with backup.directory.",
                unit: units.Seconds,
            },
            { expr: `time() - cfguardian_backup_timestamp_seconds{${NODES}}`, legend: "{{instance}}" },
            { expr: `2 * max(cfguardian_backup_interval_seconds{${NODES}})`, legend: "alarm" },
        ),
        lines(
            {
                title: "Commits in no backup",
                description: "That came after a node's last backup since its start. Only with backup.directory.",
                unit: units.Short,
            },
            {
                expr: `scalar(max(cfguardian_revision{${CLUSTER}})) - cfguardian_backup_revision{${NODES}}`,
                legend: "{{instance}}",
            },
        ),
        lines(
            {
                title: "Size of backups",
                description: "Of a node's last backup since its start. Only with backup.directory.",
                unit: units.BytesIEC,
            },
            nodes("cfguardian_backup_bytes"),
        ),
        lines(
            {
                title: "Backups",
                description: "Within a day: taken and proved, and tries that came to nothing. Only with backup.directory.",
                unit: units.Short,
            },
            { expr: `sum by (outcome) (increase(cfguardian_backups_total{${NODES}}[1d]))`, legend: "{{outcome}}" },
        ),
        lines(
            {
                title: "Backups that fail",
                description: "Tries in a row that came to nothing. Only with backup.directory.",
                unit: units.Short,
                bad: 1,
            },
            { expr: `cfguardian_backup_failures_in_a_row{${NODES}}`, legend: "{{instance}}" },
        ),
    ],
};
