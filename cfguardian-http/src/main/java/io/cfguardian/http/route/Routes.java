package io.cfguardian.http.route;

import io.cfguardian.http.watch.LongPolls;
import io.cfguardian.http.watch.OpenEnded;
import io.cfguardian.http.watch.Streams;
import java.util.List;
import java.util.stream.Stream;

/** All operations of the contract, on the use cases. */
public final class Routes {

    private Routes() {}

    /** The table. */
    public static RouteTable of(
            UseCases useCases,
            Streams streams,
            LongPolls longPolls,
            OpenEnded backups,
            HealthRoutes health,
            MetricsRoutes metrics) {
        // The router tries one after the other: what is asked most comes first.
        return new RouteTable(Stream.of(
                        new ConfigReadRoutes(useCases, longPolls).routes(),
                        new ConfigWriteRoutes(useCases).routes(),
                        health.routes(),
                        metrics.routes(),
                        new ProjectRoutes(useCases).routes(),
                        new EnvironmentRoutes(useCases).routes(),
                        new SchemaRoutes(useCases).routes(),
                        new TransactionRoutes(useCases).routes(),
                        new SearchRoutes(useCases).routes(),
                        new WatchRoutes(useCases, streams).routes(),
                        new AuditRoutes(useCases).routes(),
                        new ClusterRoutes(useCases).routes(),
                        new BackupRoutes(useCases, backups).routes(),
                        new NodeRoutes(useCases).routes(),
                        new LogLevelRoutes(useCases).routes(),
                        new ProjectionRoutes(useCases).routes(),
                        new AuthRoutes(useCases).routes(),
                        new RegistrationRoutes(useCases).routes(),
                        new SignOnRoutes(useCases).routes(),
                        new AccountRoutes(useCases).routes(),
                        new UserRoutes(useCases).routes(),
                        new MemberRoutes(useCases).routes(),
                        new TokenRoutes(useCases).routes(),
                        new SecurityRoutes(useCases).routes())
                .flatMap(List::stream)
                .toList());
    }
}
