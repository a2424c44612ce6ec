package io.cfguardian.http.server;

import io.cfguardian.app.telemetry.EdgeNumbers;
import io.cfguardian.http.quota.Quota;
import io.cfguardian.http.quota.RateLimits;
import io.cfguardian.http.route.HealthRoutes;
import io.cfguardian.http.route.MetricsRoutes;
import io.cfguardian.http.route.RouteTable;
import io.cfguardian.http.route.Routes;
import io.cfguardian.http.route.UseCases;
import io.cfguardian.http.tls.ReloadingTls;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.http.watch.LongPolls;
import io.cfguardian.http.watch.OpenEnded;
import io.cfguardian.http.watch.Streams;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.DefaultTasks;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP interface of one node: Jetty's connector under our own limits, the gate with the table of routes, and Javalin, with every
 * request but a probe on a virtual thread of its own. Started once, stopped once; both from one thread.
 */
public final class HttpServer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKUPS_MAX = 2;

    private final HttpSettings settings;
    private final Authenticator authenticator;
    private final HealthRoutes health;
    private final RouteTable routes;
    private final JettyProblems problems;
    private final Dispatcher dispatcher;
    private final RateLimits rateLimits;
    private final Connectors connectors;
    private final Turnstile turnstile;
    private final OpenEnded watches;
    private final OpenEnded waiters;
    private final OpenEnded backups;
    private final Streams streams;
    private final Monitoring monitoring;
    private final Executor requestThreads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-request-", 0).factory());
    private final Javalin javalin;

    /**
     * A server of {@code useCases} that does not listen yet.
     *
     * @throws HttpStartException when there is no certificate to serve with
     */
    public HttpServer(HttpSettings settings, Authenticator authenticator, UseCases useCases) {
        this(settings, authenticator, useCases, GateEvents.NONE, Monitoring.NONE);
    }

    /** The same, with somebody who hears what is refused before any operation runs, and somebody who counts. */
    public HttpServer(
            HttpSettings settings,
            Authenticator authenticator,
            UseCases useCases,
            GateEvents events,
            Monitoring monitoring) {
        this.settings = settings;
        this.monitoring = monitoring;
        this.connectors = new Connectors(settings);
        this.rateLimits = new RateLimits(settings.rates());
        this.turnstile = new Turnstile(rateLimits, events);
        this.authenticator = authenticator;
        this.watches = new OpenEnded("watches", settings.watch().watchesMax());
        this.waiters = new OpenEnded("longPolls", settings.watch().waitersMax());
        this.backups = new OpenEnded("backups", BACKUPS_MAX);
        this.streams = new Streams(useCases.watch(), watches, settings.watch().heartbeat(), useCases.clock());
        this.health = new HealthRoutes(useCases.cluster(), useCases.projectionState());
        this.routes = Routes.of(
                useCases,
                streams,
                new LongPolls(useCases.watch(), waiters),
                backups,
                health,
                new MetricsRoutes(monitoring.exposition(), monitoring.token()));
        this.problems = new JettyProblems(settings, monitoring);
        this.dispatcher = new Dispatcher(settings, problems, events);
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Listens.
     *
     * @throws RuntimeException when the address cannot be had
     */
    public void start() {
        javalin.start();
        streams.start();
    }

    /** The port it listens on, the one that was taken when the settings said 0. */
    public int port() {
        return connectors.port();
    }

    /** The port that redirects to the other, -1 when there is none. */
    public int redirectPort() {
        return connectors.redirectPort();
    }

    /** What TLS is served with, for metrics. */
    public Optional<ReloadingTls> tls() {
        return Optional.ofNullable(connectors.tls());
    }

    /** How many streams of commits are open. */
    public int watches() {
        return watches.taken();
    }

    /** The port that has the metrics alone, -1 when there is none. */
    public int metricsPort() {
        return connectors.metricsPort();
    }

    /** What it counts requests by. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** How it does. */
    public EdgeNumbers numbers() {
        Map<String, Long> checks = new TreeMap<>();
        Map<String, Long> rejections = new TreeMap<>();
        for (Quota quota : Quota.values()) {
            checks.put(quota.slug(), rateLimits.counted(quota));
            rejections.put(quota.slug(), rateLimits.exceeded(quota));
        }
        OptionalLong slowest = streams.slowest();
        return new EdgeNumbers(
                watches.taken(),
                waiters.taken(),
                slowest.isPresent() ? slowest.getAsLong() : null,
                checks,
                rejections,
                rateLimits.areShared() ? EdgeNumbers.Sharing.SHARED : EdgeNumbers.Sharing.ALONE,
                rateLimits.judgedAlone());
    }

    /**
     * Ends streams, lets requests in progress finish within the stop time-out, cuts off what has not, and listens no
     * more.
     */
    @Override
    public void close() {
        watches.stop();
        waiters.stop();
        backups.stop();
        try {
            // Javalin's own stop logs a stack trace where a client alone was slow.
            javalin.jettyServer().server().stop();
        } catch (TimeoutException slow) {
            // Everything has stopped by now all the same.
            LOG.warn("cut off what was in progress {} after the stop began", settings.stopTimeout());
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server did not stop", failure);
        } finally {
            streams.close();
            rateLimits.close();
            connectors.close();
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = settings.messages().requestBytesMax();
        config.router.ignoreTrailingSlashes = false;
        // There are no filters and no error pages, which it would look for in each request.
        config.unsafe.servletRequestLifecycle = new ArrayList<>(List.of(DefaultTasks.INSTANCE.getHTTP()));
        config.jetty.threadPool = new ConnectionThreads(requestThreads);
        config.jetty.modifyServer(this::prepare);
        config.jetty.modifyServletContextHandler(this::prepare);
        config.jetty.modifyHttpConfiguration(connectors::limit);
        config.jetty.addConnector(connectors::serving);
        // The gate has found the operation by the table of routes; a second look at the path could come to another.
        for (String method : Gate.METHODS) {
            config.routes.addHttpHandler(HandlerType.findOrCreate(method), "/*", dispatcher::run);
        }
        // The gate has refused what no route serves; this is for what Javalin itself may throw.
        config.routes.exception(HttpResponseException.class, (failure, context) -> {
            throw new IllegalStateException("the router refused what the gate let pass: " + context.path(), failure);
        });
    }

    private void prepare(Server server) {
        // Javalin's own counts requests, and wraps each for it, where nobody asks.
        server.setHandler((Handler) null);
        server.setErrorHandler(problems);
        if (settings.transport() instanceof Encrypted) {
            HttpConfiguration plain = new HttpConfiguration();
            connectors.limit(plain);
            ServerConnector redirecting = connectors.redirecting(server, plain);
            if (redirecting != null) {
                server.addConnector(redirecting);
            }
        }
        Monitoring.Listener listener = monitoring.listener();
        if (listener != null) {
            HttpConfiguration plain = new HttpConfiguration();
            connectors.limit(plain);
            server.addConnector(connectors.metrics(server, plain, listener));
        }
        server.setStopTimeout(settings.stopTimeout().toMillis());
        server.insertHandler(new Probes(health));
        server.insertHandler(new Gate(settings, problems, authenticator, routes, turnstile, monitoring));
        server.insertHandler(new Entrance(settings.exposure(), turnstile, connectors, monitoring));
        server.insertHandler(new LeftBody(settings.patience().body()));
        server.insertHandler(new RequestThreads(requestThreads));
        server.insertHandler(new GracefulHandler());
    }

    private void prepare(ServletContextHandler servlets) {
        servlets.setErrorHandler(problems);
        servlets.setSessionHandler(new NoSessions());
        // Without filters a chain is quicker made than looked up by the whole path.
        servlets.getServletHandler().setFilterChainsCached(false);
    }
}
