package io.cfguardian.testkit.cluster;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One cluster for all tests of a class. After each test, dead nodes are started again and the invariants checked; when a
 * test or that fails, the nodes' logs are shown.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ClusterExtension CLUSTER = ClusterExtension.of(3);
 * }</pre>
 */
public final class ClusterExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private final int size;
    private final Map<String, String> settings;
    private @Nullable ProcessCluster cluster;
    private Acknowledged acknowledged = new Acknowledged();

    private ClusterExtension(int size, Map<String, String> settings) {
        this.size = size;
        this.settings = settings;
    }

    /** A cluster of {@code size} nodes. */
    public static ClusterExtension of(int size) {
        return of(size, Map.of());
    }

    /** A cluster of {@code size} nodes with settings of their own, by the names of their variables. */
    public static ClusterExtension of(int size, Map<String, String> settings) {
        return new ClusterExtension(size, settings);
    }

    /** The cluster, while tests run. */
    public ProcessCluster cluster() {
        ProcessCluster current = cluster;
        if (current == null) {
            throw new IllegalStateException("the cluster runs from the first test of the class to the last");
        }
        return current;
    }

    /** What this test was told is done; checked when it ends. */
    public Acknowledged acknowledged() {
        return acknowledged;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = ProcessCluster.start(size, settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        acknowledged = new Acknowledged();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            String tails = cluster().logTails();
            // The next test shall not fail because of this one.
            cluster().restartAll();
            throw new AssertionError("what the nodes wrote:\n" + tails);
        }
        try {
            cluster().restartAll();
            ClusterInvariants.check(cluster(), acknowledged);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\nwhat the nodes wrote:\n" + cluster().logTails(), e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ProcessCluster current = cluster;
        if (current != null) {
            current.close();
        }
    }
}
