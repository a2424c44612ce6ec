package io.cfguardian.testkit.data;

import io.cfguardian.domain.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of an archive beside this class, by path. */
final class TestArchive {

    private TestArchive() {}

    static SortedMap<String, Bytes> read(String name) {
        InputStream resource = TestArchive.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IllegalStateException("the archive " + name + " is not on the class path");
        }
        SortedMap<String, Bytes> files = new TreeMap<>();
        try (ZipInputStream archive = new ZipInputStream(resource)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                files.put(entry.getName(), Bytes.of(archive.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the archive " + name + " cannot be read", e);
        }
        return files;
    }
}
