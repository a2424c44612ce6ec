package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files that belong together, however they are replaced: one after the other, by renaming, or by turning a symbolic link
 * to a directory of all, as Kubernetes does with a mounted secret.
 */
final class SettledFiles {

    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int READS_MAX = 5;

    private SettledFiles() {}

    /** Reads the files until they are twice the same, so that a pair is not torn by who replaces it. */
    static List<Bytes> contents(List<Path> files) throws UnusableKeyException {
        List<Bytes> before = readOnce(files);
        for (int reads = 1; reads < READS_MAX; reads++) {
            List<Bytes> now = readOnce(files);
            if (now.equals(before)) {
                return now;
            }
            before = now;
        }
        throw new UnusableKeyException("the files of the certificate change faster than they can be read");
    }

    private static List<Bytes> readOnce(List<Path> files) throws UnusableKeyException {
        List<Bytes> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(content(file));
        }
        return List.copyOf(contents);
    }

    private static Bytes content(Path file) throws UnusableKeyException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new UnusableKeyException(file + " has more than " + FILE_BYTES_MAX + " bytes");
            }
            return Bytes.of(bytes);
        } catch (IOException e) {
            throw new UnusableKeyException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}
