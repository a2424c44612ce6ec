package io.cfguardian.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.projection.Batch;
import io.cfguardian.app.projection.Batch.Standings;
import io.cfguardian.app.projection.Checkpoint;
import io.cfguardian.app.projection.Projection.Claim.Claimed;
import io.cfguardian.app.projection.Projection.Claim.Fenced;
import io.cfguardian.app.projection.Projection.Claim.Foreign;
import io.cfguardian.app.projection.ProjectionStatus.State;
import io.cfguardian.app.projection.ProjectionUnavailable;
import io.cfguardian.testkit.postgres.RealPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Who may write, and who not any more. */
@TestInstance(Lifecycle.PER_CLASS)
class FencingIT {

    private static final Standings NOBODY = new Standings(List.of(), List.of(), List.of(), List.of(), List.of());

    private final RealPostgres postgres = RealPostgres.start();
    private PostgresProjection projection;
    private ProjectionDesk desk;
    private Sql sql;

    @BeforeEach
    void begin() throws SQLException {
        projection = ProjectionDesk.projection(postgres);
        desk = new ProjectionDesk(projection);
        sql = new Sql(postgres);
    }

    @AfterEach
    void end() throws SQLException {
        projection.close();
        sql.run("DROP SCHEMA IF EXISTS cfguardian CASCADE");
        sql.close();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void aLeaderOfAnOlderTermWritesNothing() throws Exception {
        desk.live(new SplittableRandom(7), 100);
        desk.catchUp();
        Checkpoint here = projection.checkpoint();

        assertThat(projection.claim(ProjectionDesk.CLUSTER, 5)).isEqualTo(new Claimed(here));
        assertThat(projection.claim(ProjectionDesk.CLUSTER, 4)).isEqualTo(new Fenced(5));

        Batch nothing =
                new Batch(List.of(), NOBODY, List.of(), new Checkpoint(here.revision(), here.chainHash(), 99_999));
        assertThat(projection.take(1, here, nothing)).isFalse();
        assertThat(projection.checkpoint()).isEqualTo(here);
        desk.live(new SplittableRandom(8), 100);
        desk.projector.step();
        desk.projector.step();
        assertThat(projection.checkpoint()).isEqualTo(here);
        assertThat(desk.projector.status().state()).isEqualTo(State.DIVERGED);
        assertThat(desk.projector.status().reason())
                .startsWith("a leader of term 5 was there, and this one's is 1")
                .contains("projection rebuild");

        desk.term = OptionalLong.of(6);
        desk.catchUp();
        assertThat(projection.checkpoint().revision())
                .isEqualTo(desk.state.head().revision());
    }

    @Test
    void twoWhoBothBelieveThatTheyLeadLeaveEachCommitOnce() throws Exception {
        desk.live(new SplittableRandom(9), 4_000);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PostgresProjection other = ProjectionDesk.projection(postgres)) {
            List<Future<Object>> both = threads.invokeAll(List.of(steps(projection, 1), steps(other, 2)));
            for (Future<Object> one : both) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(sql.one("SELECT count(*), count(DISTINCT revision), max(revision) FROM commits"))
                .isEqualTo("%1$s|%1$s|%1$s".formatted(desk.state.head().revision()));
        assertThat(sql.rows("SELECT * FROM chain_breaks WHERE hash_is_wrong OR link_is_wrong"))
                .isEmpty();
    }

    private Callable<Object> steps(PostgresProjection target, long term) {
        return () -> {
            ProjectionDesk own = new ProjectionDesk(target, desk.state);
            own.term = OptionalLong.of(term);
            for (int i = 0; i < 100; i++) {
                own.projector.step();
            }
            return true;
        };
    }

    @Test
    void aWriterThatHangsHoldsItsSuccessorUpForABoundedTime() throws Exception {
        desk.live(new SplittableRandom(16), 50);
        desk.catchUp();
        PostgresSettings hasty = ProjectionDesk.settings(postgres, Duration.ofSeconds(1));
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch succeeded = new CountDownLatch(1);
        try (PostgresProjection hanging = new PostgresProjection(hasty, commit -> hang(writing, succeeded));
                PostgresProjection successor = new PostgresProjection(
                        ProjectionDesk.settings(postgres, Duration.ofSeconds(20)), ProjectionDesk::record);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            ProjectionDesk old = new ProjectionDesk(hanging, desk.state);
            desk.live(new SplittableRandom(17), 50);
            Future<Object> lost = threads.submit(() -> {
                old.projector.step();
                old.projector.step();
                return old.projector.status().state();
            });
            writing.await();
            assertThat(successor.claim(ProjectionDesk.CLUSTER, 2)).isInstanceOf(Claimed.class);
            succeeded.countDown();
            assertThat(lost.get()).isEqualTo(State.UNAVAILABLE);
        }
    }

    private static String hang(CountDownLatch writing, CountDownLatch until) {
        writing.countDown();
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "{}";
    }

    @Test
    void aClusterThatWasMadeAnewGoesOnAfterARebuild() throws Exception {
        desk.live(new SplittableRandom(18), 50);
        desk.term = OptionalLong.of(7);
        desk.catchUp();

        ProjectionDesk anew = new ProjectionDesk(projection);
        anew.live(new SplittableRandom(19), 80);
        anew.projector.step();
        assertThat(anew.projector.status().state()).isEqualTo(State.DIVERGED);

        projection.clear(ProjectionDesk.CLUSTER);
        anew.catchUp();
        assertThat(sql.one("SELECT max(revision), count(*) FROM commits"))
                .isEqualTo("%1$s|%1$s".formatted(anew.state.head().revision()));
    }

    @Test
    void anotherClustersHistoryIsLeftAlone() throws Exception {
        desk.live(new SplittableRandom(10), 50);
        desk.catchUp();

        assertThat(projection.claim("other", 9)).isEqualTo(new Foreign(ProjectionDesk.CLUSTER));
        assertThatThrownBy(() -> projection.clear("other"))
                .isInstanceOf(ProjectionUnavailable.class)
                .hasMessageContaining("history of the cluster test");

        ProjectionDesk sameName = new ProjectionDesk(projection);
        sameName.term = OptionalLong.of(9);
        sameName.live(new SplittableRandom(11), 200);
        sameName.projector.step();
        assertThat(sameName.projector.status().state()).isEqualTo(State.DIVERGED);
        assertThat(sameName.projector.status().reason()).contains("which is another commit here", "projection rebuild");

        ProjectionDesk younger = new ProjectionDesk(projection);
        younger.term = OptionalLong.of(9);
        younger.projector.step();
        assertThat(younger.projector.status().reason()).contains("which this cluster does not have");
        assertThat(projection.checkpoint().revision())
                .isEqualTo(desk.state.head().revision());
    }
}
