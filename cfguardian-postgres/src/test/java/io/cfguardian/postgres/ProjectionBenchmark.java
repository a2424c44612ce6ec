package io.cfguardian.postgres;

import io.cfguardian.testkit.postgres.RealPostgres;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many commits of 1 KB documents a second are projected. Run by hand; prints what it saw. */
final class ProjectionBenchmark {

    private static final int CONFIGS = 500;

    private ProjectionBenchmark() {}

    public static void main(String[] args) throws Exception {
        int commits = args.length == 0 ? 20_000 : Integer.parseInt(args[0]);
        try (RealPostgres postgres = RealPostgres.start();
                PostgresProjection projection = ProjectionDesk.projection(postgres)) {
            projection.checkpoint();
            try (Sql sql = new Sql(postgres)) {
                for (int i = 1; i < args.length; i++) {
                    sql.run(args[i]);
                }
            }
            ProjectionDesk desk = new ProjectionDesk(projection);
            Puts puts = new Puts();
            SplittableRandom random = new SplittableRandom(1);
            puts.place().forEach(desk::decide);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < commits; i++) {
                    desk.decide(puts.put("service-" + random.nextInt(CONFIGS), document(random)));
                }
                long beganNanos = System.nanoTime();
                desk.catchUp();
                double seconds = (System.nanoTime() - beganNanos) / 1e9;
                System.out.printf("%d commits in %.1f s, %.0f a second%n", commits, seconds, commits / seconds);
            }
        }
    }

    /** About 1 KB, of which one half is the same from version to version. */
    static String document(SplittableRandom random) {
        String limits = IntStream.range(0, 12)
                .mapToObj(i -> "\"limit%d\":{\"max\":%d,\"unit\":\"per-minute\"}".formatted(i, random.nextInt(10_000)))
                .collect(Collectors.joining(","));
        String hosts = IntStream.range(0, 12)
                .mapToObj(i -> "\"db-%d.eu-%d.example.org\"".formatted(i, random.nextInt(3)))
                .collect(Collectors.joining(","));
        return "{\"enabled\":%s,\"owner\":\"team-%d\",\"limits\":{%s},\"hosts\":[%s]}"
                .formatted(random.nextBoolean(), random.nextInt(40), limits, hosts);
    }
}
