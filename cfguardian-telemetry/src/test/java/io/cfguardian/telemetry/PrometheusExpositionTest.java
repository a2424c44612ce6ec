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
                        "cfguardian_build_info{version=\"1.2.3\",} 1.0\n",
                        "jvm_threads_current");
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
                all.edge(),
                all.projection(),
                all.pool(),
                all.delivery(),
                all.securityEvents(),
                all.securityEventsDropped(),
                all.population()));
        String before = broken.expose(Format.PROMETHEUS_TEXT).text().utf8();
        assertThat(before).contains("cfguardian_revision 42.0\n").doesNotContain("cfguardian_store_");
        assertThat(broken.expose(Format.PROMETHEUS_TEXT).text().utf8())
                .containsPattern("cfguardian_metrics_failures_total [2-9]");
    }

    @Test
    void nothingThatPeopleHaveNamedIsWritten() {
        assertThat(text()).doesNotContain("secret-project", "limits\"", "10.1.2.3");
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
