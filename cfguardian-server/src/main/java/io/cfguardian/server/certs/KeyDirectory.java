package io.cfguardian.server.certs;

import io.cfguardian.tls.KeySource.PemFiles;
import io.cfguardian.tls.UnusableKeyException;
import io.cfguardian.tls.authority.ClusterAuthority;
import io.cfguardian.tls.authority.PemKeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where the keys of an authority and its nodes are put. Nothing in it is ever overwritten, and only its owner reads it. */
final class KeyDirectory {

    private static final String DIRECTORY_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private final Path root;

    KeyDirectory(Path root) {
        this.root = root;
    }

    Path authorityCertificate() {
        return root.resolve("authority.crt");
    }

    Path authorityKey() {
        return root.resolve("authority.key");
    }

    Path node(String name) {
        return root.resolve(name);
    }

    /**
     * The authority that is here, if there is one.
     *
     * @throws UnusableKeyException when there is a half of one, or it makes no sense
     */
    Optional<ClusterAuthority> authority() throws UnusableKeyException {
        if (Files.notExists(authorityCertificate()) && Files.notExists(authorityKey())) {
            return Optional.empty();
        }
        return Optional.of(ClusterAuthority.of(new PemFiles(authorityCertificate(), authorityKey()).read()));
    }

    void putAuthority(PemKeyPair authority) throws IOException {
        Files.createDirectories(root, mode(DIRECTORY_MODE));
        create(authorityKey(), authority.key());
        create(authorityCertificate(), authority.certificate());
    }

    /** The directory of the node appears with all its files or not at all. */
    void putNode(String name, PemKeyPair node, String authorityCertificate) throws IOException {
        Path draft = Files.createTempDirectory(root, ".draft-", mode(DIRECTORY_MODE));
        create(draft.resolve("node.key"), node.key());
        create(draft.resolve("node.crt"), node.certificate());
        create(draft.resolve("authority.crt"), authorityCertificate);
        // Fails where there is something of that name, but for an empty directory.
        Files.move(draft, node(name));
    }

    private static void create(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(FILE_MODE))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
