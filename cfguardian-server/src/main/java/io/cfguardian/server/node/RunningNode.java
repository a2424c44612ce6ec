package io.cfguardian.server.node;

import io.cfguardian.document.schema.DialectSchemaCompiler;
import io.cfguardian.document.schema.ValidationLimits;
import io.cfguardian.http.server.HttpServer;
import io.cfguardian.http.server.HttpStartException;
import io.cfguardian.http.server.RequestLog;
import io.cfguardian.http.tls.Transport.Encrypted;
import io.cfguardian.raft.consensus.ChannelPolicy;
import io.cfguardian.raft.machine.RaftNode;
import io.cfguardian.raft.machine.RaftNodeStartException;
import io.cfguardian.server.logging.Logging;
import io.cfguardian.server.settings.Address;
import io.cfguardian.server.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, all of it: started by {@link #start}, stopped once, by any thread. */
public final class RunningNode {

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    private final RaftNode raft;
    private final Teardown teardown;

    private RunningNode(RaftNode raft, Teardown teardown) {
        this.raft = raft;
        this.teardown = teardown;
    }

    /**
     * Starts everything. Returns when clients are served, which may be before there is a leader.
     *
     * @throws NodeStartFailure when it cannot; nothing is left running
     */
    public static RunningNode start(Settings settings) throws NodeStartFailure {
        return start(settings, Logging.requests());
    }

    /** The same, with a place of its own for the lines of requests. */
    static RunningNode start(Settings settings, RequestLog requests) throws NodeStartFailure {
        LOG.info(
                "node {} of cluster {} starts, one of {}, data in {}",
                settings.node().id(),
                settings.cluster().name(),
                settings.cluster().members().size(),
                settings.node().data().toAbsolutePath());
        Address address = settings.http().address();
        refuseTaken(address, "http.port");
        refuseTaken(settings.raft().address(), "raft.port");
        if (settings.http().transport() instanceof Encrypted encrypted
                && encrypted.redirectPort().isPresent()) {
            refuseTaken(new Address(address.host(), encrypted.redirectPort().getAsInt()), "http.redirect-port");
        }
        Address metrics = settings.metrics().own();
        if (metrics != null) {
            refuseTaken(metrics, "metrics.port");
        }
        Teardown teardown = new Teardown();
        try {
            OtlpParts otlp = new OtlpParts(settings, teardown);
            RaftNode raft = teardown.add(
                    "replication",
                    RaftNode.start(PartSettings.raft(settings), FatalStop::now, FatalStop::removed, otlp.tracer()));
            DialectSchemaCompiler compiler = teardown.add(
                    "schema compiler",
                    new DialectSchemaCompiler(ValidationLimits.standard()
                            .withValidationTimeMax(settings.limits().validationTime())));
            Wiring wiring = new Wiring(settings, raft, otlp, teardown);
            wiring.identity().start(raft.cluster(), wiring.startRoster(teardown), teardown);
            wiring.webhook().start(teardown);
            wiring.projection().start(teardown);
            wiring.backup().start(teardown);
            HttpServer http = teardown.add(
                    "HTTP",
                    new HttpServer(
                            PartSettings.http(settings),
                            wiring.identity().authenticator(),
                            wiring.useCases(compiler),
                            wiring.identity().gateEvents(),
                            wiring.metrics().monitoring(requests)));
            wiring.metrics().read(raft, wiring, http, teardown);
            http.start();
            LOG.info(
                    "serves clients on {}://{} and nodes on {} {}",
                    settings.http().transport() instanceof Encrypted ? "https" : "http",
                    address,
                    settings.raft().address(),
                    settings.cluster().channel() instanceof ChannelPolicy.Encrypted ? "over TLS" : "in plain text");
            return new RunningNode(raft, teardown);
        } catch (RaftNodeStartException failure) {
            teardown.run();
            throw new NodeStartFailure(String.valueOf(failure.getMessage()), failure);
        } catch (HttpStartException failure) {
            teardown.run();
            throw new NodeStartFailure(String.valueOf(failure.getMessage()), failure);
        } catch (NodeStartFailure | RuntimeException failure) {
            teardown.run();
            throw failure;
        }
    }

    /**
     * Says that it is not ready, and after a while lets requests in progress finish, hands leadership over, and closes the store.
     *
     * @param drain how long it still serves
     * @param timeout for all that comes after
     * @return whether all of it was done in time
     */
    public boolean stop(Duration drain, Duration timeout) throws InterruptedException {
        raft.leave();
        if (drain.isPositive()) {
            LOG.info("not ready any more; stops in {}", drain);
            Thread.sleep(drain);
        }
        LOG.info("stopping");
        Thread stopping = Thread.ofPlatform().daemon().name("teardown").start(() -> {
            try {
                teardown.run();
                LOG.info("stopped");
            } catch (IllegalStateException failure) {
                LOG.error("stopped, but not in order", failure);
            }
        });
        return stopping.join(timeout);
    }

    /** The parts would say it too, but late and in their own words. */
    private static void refuseTaken(Address address, String key) throws NodeStartFailure {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address.host(), address.port()));
        } catch (IOException taken) {
            throw new NodeStartFailure(
                    "cannot listen on " + address + " (" + taken.getMessage() + "); stop the program that does, or set "
                            + key + " to another",
                    taken);
        }
    }
}
