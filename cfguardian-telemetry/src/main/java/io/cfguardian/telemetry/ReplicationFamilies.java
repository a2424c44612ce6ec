package io.cfguardian.telemetry;

import io.cfguardian.app.cluster.ReadinessCheck.Subject;
import io.cfguardian.app.telemetry.ReplicationNumbers;
import io.cfguardian.app.telemetry.ReplicationNumbers.Followers;

/** The families of replication. */
final class ReplicationFamilies {

    private ReplicationFamilies() {}

    static void write(ReplicationNumbers numbers, Sheet sheet) {
        sheet.gauge(
                "cfguardian_ready",
                "Whether this node should get traffic, as /ready says.",
                numbers.obstacles().isEmpty() ? 1 : 0);
        sheet.states(
                "cfguardian_readiness_obstacle",
                "What keeps this node from being ready: 1 for each check of /ready that fails.",
                "reason",
                Subject.class,
                numbers.obstacles());
        sheet.gauge("cfguardian_revision", "The last commit that this node has applied.", numbers.revision());
        sheet.state("cfguardian_raft_role", "What this node is in its Raft term.", "role", numbers.role());
        sheet.gauge("cfguardian_raft_term", "The Raft term that this node is in.", numbers.term());
        sheet.gauge(
                "cfguardian_raft_applied_index",
                "The last entry of the Raft log that this node has applied.",
                numbers.appliedIndex());
        sheet.counter(
                "cfguardian_raft_leader_changes_total",
                "How often this node began to lead or to follow a leader.",
                numbers.leaders());
        sheet.counter(
                "cfguardian_raft_applied_entries_total",
                "Entries of the Raft log that this node applied, those it applies again after a start among them.",
                numbers.applied().entries());
        sheet.counter(
                "cfguardian_raft_applied_commands_total",
                "Commands in these entries; under load many share one.",
                numbers.applied().commands());
        sheet.durations(
                "cfguardian_raft_apply_duration_seconds",
                "Atomic writes of applied entries, and how long deciding and writing took.",
                numbers.applied().runs(),
                numbers.applied().nanos());
        sheet.gauge(
                "cfguardian_raft_proposals_in_flight",
                "Commands that this node holds as leader and that have no outcome yet.",
                numbers.proposals());
        sheet.counter(
                "cfguardian_raft_snapshots_saved_total",
                "Snapshots that this node saved.",
                numbers.snapshots().saved());
        sheet.counter(
                "cfguardian_raft_snapshots_failed_total",
                "Snapshots that came to nothing.",
                numbers.snapshots().notSaved());
        sheet.counter(
                "cfguardian_raft_snapshots_loaded_total",
                "Snapshots, its own or a leader's, that took the place of this node's state.",
                numbers.snapshots().loaded());
        sheet.counter(
                "cfguardian_raft_read_index_rounds_total",
                "Read index rounds that this node began; linearizable reads share them.",
                numbers.reads().rounds());
        sheet.counter(
                "cfguardian_raft_read_index_rounds_failed_total",
                "Those of them that served no reader.",
                numbers.reads().failed());
        sheet.gauge(
                "cfguardian_raft_voters",
                "Members that count for majorities, as this node knows them.",
                numbers.members().voters());
        sheet.gauge(
                "cfguardian_raft_learners",
                "Members that do not, as this node knows them.",
                numbers.members().learners());
        Followers followers = numbers.followers();
        if (followers != null) {
            write(followers, sheet);
        }
    }

    private static void write(Followers followers, Sheet sheet) {
        sheet.gauge(
                "cfguardian_raft_followers_answering",
                "Other members that answer this node. Only of the leader.",
                followers.answering());
        sheet.gauge(
                "cfguardian_raft_followers_silent",
                "Other members that do not answer this node. Only of the leader.",
                followers.silent());
        sheet.gauge(
                "cfguardian_raft_replication_lag_entries",
                "Entries of the Raft log that the member farthest behind has yet to get. Only of the leader.",
                followers.lagEntries());
        sheet.gauge(
                "cfguardian_raft_voters_answering",
                "Voters that answer this node, itself among them. Only of the leader.",
                followers.votersAnswering());
        sheet.gauges(
                "cfguardian_raft_follower_lag_entries",
                "Entries of the Raft log that a member has yet to get, by its name. Only of the leader.",
                "node",
                followers.lagByNode());
    }
}
