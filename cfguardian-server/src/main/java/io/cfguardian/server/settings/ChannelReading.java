package io.cfguardian.server.settings;

import io.cfguardian.raft.consensus.ChannelPolicy;
import io.cfguardian.tls.MemberFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how the nodes talk. */
final class ChannelReading {

    private final Given given;

    ChannelReading(Given given) {
        this.given = given;
    }

    ChannelPolicy channel() {
        List<Key<Path>> keys = List.of(
                ClusterKeys.CLUSTER_TLS_CERTIFICATE_FILE,
                ClusterKeys.CLUSTER_TLS_KEY_FILE,
                ClusterKeys.CLUSTER_TLS_CA_FILE);
        List<Key<Path>> named =
                keys.stream().filter(key -> !given.isAbsent(key)).toList();
        boolean plain = given.value(ClusterKeys.CLUSTER_PLAINTEXT);
        if (plain && !named.isEmpty()) {
            given.complain(
                    ClusterKeys.CLUSTER_PLAINTEXT,
                    "expected it or " + named.getFirst().name() + ", got both");
        } else if (!plain && named.isEmpty() && given.isSound(ClusterKeys.CLUSTER_PLAINTEXT)) {
            given.complain(
                    ClusterKeys.CLUSTER_TLS_CERTIFICATE_FILE,
                    "expected it, " + ClusterKeys.CLUSTER_TLS_KEY_FILE.name() + " and "
                            + ClusterKeys.CLUSTER_TLS_CA_FILE.name()
                            + " (\"cfguardian certs\" makes all three); or " + ClusterKeys.CLUSTER_PLAINTEXT.name()
                            + ": true, to try things out on one machine");
        } else if (!named.isEmpty()) {
            keys.stream()
                    .filter(given::isAbsent)
                    .forEach(key -> given.complain(
                            key, "expected it with " + named.getFirst().name()));
        }
        Optional<Path> certificate = given.optional(ClusterKeys.CLUSTER_TLS_CERTIFICATE_FILE);
        Optional<Path> key = given.optional(ClusterKeys.CLUSTER_TLS_KEY_FILE);
        Optional<Path> authorities = given.optional(ClusterKeys.CLUSTER_TLS_CA_FILE);
        if (certificate.isEmpty() || key.isEmpty() || authorities.isEmpty()) {
            return ChannelPolicy.Plain.PLAIN;
        }
        return new ChannelPolicy.Encrypted(
                new MemberFiles(certificate.get(), key.get(), authorities.get()),
                given.value(ClusterKeys.CLUSTER_TLS_RELOAD_INTERVAL));
    }
}
