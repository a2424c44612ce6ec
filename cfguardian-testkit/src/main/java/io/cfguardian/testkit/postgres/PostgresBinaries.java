package io.cfguardian.testkit.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL out of the jar that brings them for this machine, unpacked once for each user and release. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that has {@code bin}, {@code lib} and {@code share}. */
    static Path directory() {
        URL archive = archive();
        // The jar's name has the release.
        String name = "cfguardian-postgres-%s-%08x"
                .formatted(System.getProperty("user.name"), archive.toString().hashCode());
        Path directory = Path.of(System.getProperty("java.io.tmpdir"), name);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        try {
            Path unpacking = Files.createTempDirectory(directory.getParent(), name + "-");
            unpack(archive, unpacking);
            moveIntoPlace(unpacking, directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be unpacked", e);
        }
    }

    private static URL archive() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        List<String> processors = System.getProperty("os.arch").equals("aarch64")
                ? List.of("arm_64", "arm64v8")
                : List.of("x86_64", "amd64");
        for (String processor : processors) {
            URL found = PostgresBinaries.class.getResource("/postgres-%s-%s.txz".formatted(os, processor));
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("no PostgreSQL for " + os + " on " + processors + " is on the class path");
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        try (InputStream in = archive.openStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("outside of its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        // PostgreSQL runs as somebody else when this is root.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void moveIntoPlace(Path unpacked, Path directory) throws IOException {
        try {
            Files.move(unpacked, directory);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            // Another process was faster; what it made is the same.
        }
    }
}
