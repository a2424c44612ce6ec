package io.cfguardian.server.dev;

import io.cfguardian.server.settings.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes the settings file of one node of a plan. */
final class NodeSettings {

    private NodeSettings() {}

    static void write(DevDirectory directory, Plan plan, Plan.Node node) throws IOException {
        Files.createDirectories(directory.node(node.id()));
        PrivateFile.write(directory.settingsFile(node.id()), text(directory, plan, node));
    }

    private static String text(DevDirectory directory, Plan plan, Plan.Node node) {
        String members = plan.members().stream()
                .map(Member::toString)
                .map(member -> "    - " + member + "\n")
                .collect(Collectors.joining());
        return """
                # Written by "cfguardian dev" at every start of this node. A change here lasts until then.
                node:
                  id: %s
                  data: %s
                  stop-timeout: 10s
                  ballast: 0B
                cluster:
                  name: dev
                  plaintext: true
                  members:
                %shttp:
                  port: %d
                raft:
                  port: %d
                  snapshot-interval: 5m
                store:
                  cache-bytes: 16MiB
                  memtable-bytes: 8MiB
                # Whoever works on this machine is one client address.
                limits:
                  rate: {address: 0, login: 0, register: 0, refresh: 0, credential: 0}
                secrets:
                  master-file: %s
                admin:
                  email: %s
                  password-file: %s
                """.formatted(
                        node.id(),
                        quoted(directory.node(node.id()).resolve("data")),
                        members,
                        node.http(),
                        node.raft(),
                        quoted(directory.masterSecretFile()),
                        DevDirectory.ADMIN_EMAIL,
                        quoted(directory.passwordFile()));
    }

    /** In YAML's single quotes, in which only the quote itself means anything. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
