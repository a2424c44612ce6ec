package io.cfguardian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.replica.ReplicationFailure;
import io.cfguardian.app.telemetry.Exposition.Exposed;
import io.cfguardian.app.telemetry.Exposition.Format;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.app.write.WriteResult.Refused;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Result;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.domain.revision.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written, in both formats, and what never is. */
class PrometheusExpositionTest {

    private final PrometheusExposition exposition = ExampleNode.exposition();

    private String text() {
        return exposition.expose(Format.PROMETHEUS_TEXT).text().utf8();
    }

    @Test
    void requestsAreCountedByMethodRouteAndStatus() {
        assertThat(text())
                .contains(
                        "cfguardian_http_requests_total{method=\"GET\",route=\"/api/v1/projects/{project}\",status=\"200\",} 1.0\n",
                        "cfguardian_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/projects/{project}\",le=\"0.0025\",} 0.0\n",
                        "cfguardian_http_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/projects/{project}\",le=\"0.005\",} 1.0\n",
                        "cfguardian_http_requests_in_flight 1.0\n");
    }

    @Test
    void writesAreCountedByWhatBecameOfThem() {
        ended(new Decided(new Answer(rejected(new Rejection.AlreadyExists(ExampleNode.CONFIG)), Turn.FIRST)));
        ended(new Decided(new Answer(rejected(new Rejection.AlreadyExists(ExampleNode.CONFIG)), Turn.REPEATED)));
        ended(new Decided(new Answer(
                new Unchanged(
                        new Revision(7), List.of(new Result(ExampleNode.CONFIG, new Version(1), Effect.UNCHANGED))),
                Turn.FIRST)));
        ended(new Refused(new Refusal.InOperation(1, new Refusal.Contended(16))));
        ended(new Decided(new Answer(rejected(Rejection.RequestReused.REQUEST_REUSED), Turn.FIRST)));
        exposition.writes().failed(new ReplicationFailure.NoQuorum("no leader"), 1_000);
        assertThat(text())
                .contains(
                        "cfguardian_writes_total{outcome=\"committed\",} 1.0\n",
                        "cfguardian_writes_total{outcome=\"unchanged\",} 1.0\n",
                        "cfguardian_writes_total{outcome=\"repeated\",} 1.0\n",
                        "cfguardian_writes_total{outcome=\"rejected\",} 2.0\n",
                        "cfguardian_writes_total{outcome=\"refused\",} 2.0\n",
                        "cfguardian_writes_total{outcome=\"unanswered\",} 1.0\n",
                        "cfguardian_writes_failed_total{reason=\"already_exists\",} 1.0\n",
                        "cfguardian_writes_failed_total{reason=\"contended\",} 1.0\n",
                        "cfguardian_writes_failed_total{reason=\"request_reused\",} 1.0\n",
                        "cfguardian_writes_failed_total{reason=\"no_quorum\",} 1.0\n",
                        "cfguardian_config_operations_total{effect=\"created\",} 1.0\n",
                        "cfguardian_config_operations_total{effect=\"unchanged\",} 1.0\n",
                        "cfguardian_write_duration_seconds_count 8.0\n");
    }

    private void ended(WriteResult result) {
        exposition.writes().ended(result, 1_000);
    }

    private static Rejected rejected(Rejection rejection) {
        return new Rejected(new Revision(7), rejection);
    }

    @Test
    void whatThePartsSayIsReadWhenSomebodyAsks() {
        assertThat(text())
                .contains(
                        "cfguardian_raft_role{role=\"leader\",} 1.0\n",
                        "cfguardian_raft_role{role=\"follower\",} 0.0\n",
                        "cfguardian_raft_replication_lag_entries 9.0\n",
                        "cfguardian_raft_apply_duration_seconds_count 40.0\n",
                        "cfguardian_raft_apply_duration_seconds_sum 0.08\n",
                        "cfguardian_watch_lag_revisions 2.0\n",
                        "cfguardian_rate_limit_rejections_total{limit=\"login\",} 2.0\n",
                        "cfguardian_projection_lag_seconds 1.5\n",
                        "cfguardian_login_attempts_total{outcome=\"failed\",} 6.0\n",
                        "cfguardian_mfa_events_total{event=\"failed\",} 1.0\n",
                        "cfguardian_webhook_state{state=\"retrying\",} 1.0\n",
                        "cfguardian_webhook_deliveries_total{outcome=\"taken\",} 31.0\n",
                        "cfguardian_webhook_deliveries_total{outcome=\"failed\",} 5.0\n",
                        "cfguardian_webhook_events_pending 17.0\n",
                        "cfguardian_webhook_events_lost_total 3.0\n",
                        "cfguardian_webhook_lag_seconds 90.0\n",
                        "cfguardian_build_info{version=\"1.2.3\",} 1.0\n",
                        "jvm_threads_current");
    }

    @Test
    void howTheNodeLooksAfterItselfIsRead() {
        assertThat(text())
                .contains(
                        "cfguardian_disk_size_bytes 1.073741824E9\n",
                        "cfguardian_disk_free_bytes 1048576.0\n",
                        "cfguardian_disk_reserve_bytes 524288.0\n",
                        "cfguardian_disk_ballast_bytes 262144.0\n",
                        "cfguardian_disk_low 0.0\n",
                        "cfguardian_disk_data_refused 1.0\n",
                        "cfguardian_chain_comparisons_total{outcome=\"agreed\",} 20.0\n",
                        "cfguardian_chain_comparisons_total{outcome=\"differed\",} 1.0\n",
                        "cfguardian_chain_comparisons_total{outcome=\"unheard\",} 3.0\n",
                        "cfguardian_chain_agreed_timestamp_seconds 1.7E9\n",
                        "cfguardian_scrub_rounds_total{outcome=\"clean\",} 4.0\n",
                        "cfguardian_scrub_rounds_total{outcome=\"damaged\",} 1.0\n",
                        "cfguardian_scrub_files 12.0\n",
                        "cfguardian_scrub_files_left 5.0\n",
                        "cfguardian_scrub_read_bytes_total 9000.0\n",
                        "cfguardian_scrub_interval_seconds 86400.0\n",
                        "cfguardian_scrub_clean_timestamp_seconds 1.7E9\n",
                        "cfguardian_clock_offset_seconds -0.25\n",
                        "cfguardian_certificate_not_after_seconds{shown_to=\"nodes\",} 1.70000006E9\n",
                        "cfguardian_certificate_not_after_seconds{shown_to=\"clients\",} 1.70000012E9\n",
                        "cfguardian_backup_interval_seconds 86400.0\n",
                        "cfguardian_backups_total{outcome=\"taken\",} 6.0\n",
                        "cfguardian_backups_total{outcome=\"failed\",} 2.0\n",
                        "cfguardian_backup_failures_in_a_row 1.0\n",
                        "cfguardian_backup_timestamp_seconds 1.7E9\n",
                        "cfguardian_backup_revision 41.0\n",
                        "cfguardian_backup_bytes 5000.0\n");
    }

    @Test
    void membersStoreAndPeopleAreRead() {
        assertThat(text())
                .contains(
                        "cfguardian_raft_voters 3.0\n",
                        "cfguardian_raft_learners 1.0\n",
                        "cfguardian_raft_voters_answering 2.0\n",
                        "cfguardian_raft_follower_lag_entries{node=\"node-2\",} 0.0\n",
                        "cfguardian_raft_follower_lag_entries{node=\"node-3\",} 9.0\n",
                        "cfguardian_store_block_cache_hits_total 70.0\n",
                        "cfguardian_store_block_cache_misses_total 7.0\n",
                        "cfguardian_store_written_bytes_total 1000.0\n",
                        "cfguardian_store_read_bytes_total 900.0\n",
                        "cfguardian_store_flushed_bytes_total 800.0\n",
                        "cfguardian_store_compaction_read_bytes_total 700.0\n",
                        "cfguardian_store_compaction_written_bytes_total 600.0\n",
                        "cfguardian_store_stall_seconds_total 1.5\n",
                        "cfguardian_sessions{state=\"open\",} 7.0\n",
                        "cfguardian_sessions{state=\"ended\",} 2.0\n",
                        "cfguardian_service_tokens{state=\"valid\",} 5.0\n",
                        "cfguardian_service_tokens{state=\"ended\",} 1.0\n",
                        "cfguardian_http_refused_total{status=\"431\",} 1.0\n");
    }

    @Test
    void aPartThatCannotAnswerIsLeftOutAndCounted() {
        NodeSources all = ExampleNode.sources();
        PrometheusExposition broken = new PrometheusExposition("1.2.3");
        broken.read(new NodeSources(
                all.replication(),
                () -> {
                    throw new IllegalStateException("closed");
                },
                all.upkeep(),
                all.certificates(),
                all.backup(),
                all.edge(),
                all.projection(),
                all.pool(),
                all.delivery(),
                all.securityEvents(),
                all.securityEventsDropped(),
                all.counts(),
                all.population(),
                all.traces()));
        String before = broken.expose(Format.PROMETHEUS_TEXT).text().utf8();
        assertThat(before).contains("cfguardian_revision 42.0\n").doesNotContain("cfguardian_store_");
        assertThat(broken.expose(Format.PROMETHEUS_TEXT).text().utf8())
                .containsPattern("cfguardian_metrics_failures_total [2-9]");
    }

    @Test
    void nothingThatPeopleHaveNamedIsWritten() {
        assertThat(text()).doesNotContain("secret", "limits\"", "10.1.2.3");
    }

    @Test
    void openMetricsEndsAsItMust() {
        Exposed exposed = exposition.expose(Format.OPEN_METRICS);
        assertThat(exposed.mediaType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(exposed.text().utf8())
                .contains("# TYPE cfguardian_http_requests counter\n", "cfguardian_http_requests_total{")
                .doesNotContain("_created")
                .endsWith("# EOF\n");
        assertThat(exposition.expose(Format.PROMETHEUS_TEXT).mediaType())
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }
}
