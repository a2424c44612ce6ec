import * as units from "@grafana/grafana-foundation-sdk/units";
import type { Board } from "./board";
import { lines } from "./panel";
import { NODES } from "./query";

/** The history in PostgreSQL. */
export const projection: Board = {
    name: "projection",
    title: "Projection",
    description: "The history in PostgreSQL, how far it is, and the connections to it. Only with postgres.url.",
    rows: [
        {
            title: "Progress",
            panels: [
                lines(
                    {
                        title: "States",
                        description: "How many nodes do what for the projection, or see what of it.",
                        unit: units.Short,
                    },
                    { expr: `sum by (state) (cfguardian_projection_state{${NODES}})`, legend: "{{state}}" },
                ),
                lines(
                    {
                        title: "Who projects",
                        description: "1 for a node that does.",
                        unit: units.NoUnit,
                    },
                    { expr: `cfguardian_projection_state{${NODES}, state="projecting"}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Lag",
                        description: "How long ago the first commit was made that is not projected. More than 300 s are an alarm.",
                        unit: units.Seconds,
                        bad: 300,
                    },
                    { expr: `max(cfguardian_projection_lag_seconds{${NODES}})`, legend: "lag" },
                ),
                lines(
                    {
                        title: "Commits that wait",
                        description: "Commits that are not projected yet.",
                        unit: units.Short,
                    },
                    { expr: `max(cfguardian_projection_lag_revisions{${NODES}})`, legend: "commits" },
                ),
                lines(
                    {
                        title: "Revisions",
                        description: "The last commit of the cluster, and the last one that is projected.",
                        unit: units.NoUnit,
                    },
                    { expr: `max(cfguardian_revision{${NODES}})`, legend: "made" },
                    { expr: `max(cfguardian_projection_revision{${NODES}})`, legend: "projected" },
                ),
                lines(
                    {
                        title: "Commits projected",
                        description: "How fast the projection goes on.",
                        unit: units.EventsPerSecond,
                    },
                    { expr: `max(deriv(cfguardian_projection_revision{${NODES}}[$__rate_interval]))`, legend: "commits" },
                ),
            ],
        },
        {
            title: "Connections",
            panels: [
                lines(
                    { title: "In use", description: "Connections to PostgreSQL, by node.", unit: units.Short },
                    { expr: `cfguardian_postgres_connections_active{${NODES}}`, legend: "{{instance}}" },
                    { expr: `max(cfguardian_postgres_connections_max{${NODES}})`, legend: "at most" },
                ),
                lines(
                    { title: "Idle", description: "Open connections that are not in use.", unit: units.Short },
                    { expr: `cfguardian_postgres_connections_idle{${NODES}}`, legend: "{{instance}}" },
                ),
                lines(
                    {
                        title: "Waiting",
                        description: "Threads that wait for a connection.",
                        unit: units.Short,
                        bad: 1,
                    },
                    { expr: `cfguardian_postgres_connections_waiting{${NODES}}`, legend: "{{instance}}" },
                ),
            ],
        },
    ],
};
