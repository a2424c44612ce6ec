package io.cfguardian.server.certs;

import io.cfguardian.server.ExitCode;
import io.cfguardian.server.VersionCommand;
import io.cfguardian.tls.MemberIdentity;
import io.cfguardian.tls.UnusableKeyException;
import io.cfguardian.tls.authority.ClusterAuthority;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an authority for a cluster's nodes, unless there is one, and certificates for nodes. */
@Command(
        name = "certs",
        description = "Makes the certificates with which nodes prove themselves to each other.",
        footer = {
            "",
            "Makes DIR/authority.crt and .key unless they are there, and DIR/NODE with what that node needs. Never overwrites."
                    + " docs/security/cluster-tls.md says where the files go and how they are renewed.",
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class CertsCommand implements Callable<Integer> {

    private static final int DAYS_MAX = 36_500;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            required = true,
            description = "The cluster's name, as cluster.name has it.")
    private String cluster = "";

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files are put.")
    private Path out = Path.of("");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How long certificates of nodes last (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--authority-days",
            paramLabel = "N",
            defaultValue = "3650",
            description = "How long a new authority lasts (default: ${DEFAULT-VALUE}).")
    private int authorityDays;

    @Parameters(
            paramLabel = "NODE=HOST[,HOST...]",
            arity = "1..*",
            converter = NodeHosts.Converter.class,
            description = "A node's name, as node.id has it, and where the others reach it.")
    private List<NodeHosts> nodes = List.of();

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        PrintWriter said = spec.commandLine().getOut();
        PrintWriter complained = spec.commandLine().getErr();
        try {
            make(Instant.now(), said);
            return ExitCode.OK;
        } catch (IllegalArgumentException wrong) {
            complained.println("cfguardian certs: " + wrong.getMessage() + "; nothing was made");
            return ExitCode.USAGE;
        } catch (UnusableKeyException unusable) {
            complained.println("cfguardian certs: " + unusable.getMessage() + "; nothing was made");
            return ExitCode.FAILURE;
        } catch (IOException failed) {
            complained.println("cfguardian certs: cannot write (" + failed + ")");
            return ExitCode.FAILURE;
        }
    }

    private void make(Instant now, PrintWriter said) throws UnusableKeyException, IOException {
        requireDays("--days", days);
        requireDays("--authority-days", authorityDays);
        KeyDirectory directory = new KeyDirectory(out);
        for (NodeHosts node : nodes) {
            if (Files.exists(directory.node(node.node()))) {
                throw new IllegalArgumentException(directory.node(node.node()) + " is there already");
            }
        }
        var known = directory.authority();
        ClusterAuthority authority =
                known.isPresent() ? known.get() : ClusterAuthority.create(cluster, now, Duration.ofDays(authorityDays));
        Map<String, PemKeyPair> made = new LinkedHashMap<>();
        for (NodeHosts node : nodes) {
            MemberIdentity identity = new MemberIdentity(cluster, node.node());
            if (made.put(node.node(), authority.certify(identity, node.hosts(), now, Duration.ofDays(days))) != null) {
                throw new IllegalArgumentException("node " + node.node() + " is named twice");
            }
        }
        // All that can be wrong has been found by now.
        if (known.isEmpty()) {
            directory.putAuthority(authority.pem());
            said.println("made the authority " + directory.authorityCertificate() + "; keep " + directory.authorityKey()
                    + " off the nodes");
        }
        for (Map.Entry<String, PemKeyPair> node : made.entrySet()) {
            directory.putNode(node.getKey(), node.getValue(), authority.certificatePem());
            said.println("made " + directory.node(node.getKey()));
        }
    }

    private static void requireDays(String option, int given) {
        if (given < 1 || given > DAYS_MAX) {
            throw new IllegalArgumentException(option + " is " + given + ", expected 1 to " + DAYS_MAX);
        }
    }
}
