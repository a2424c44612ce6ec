package io.cfguardian.tls;

import io.cfguardian.domain.bytes.Bytes;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that hold something together.
 *
 * @param <T> what they hold
 */
public interface FileSource<T> {

    /** The files, always in the same order. */
    List<Path> files();

    /**
     * Makes sense of what the files hold.
     *
     * @param contents of each file, in the order of {@link #files()}
     * @throws UnusableKeyException when it makes none
     */
    T parse(List<Bytes> contents) throws UnusableKeyException;

    /**
     * Reads the files, once.
     *
     * @throws UnusableKeyException when they cannot be read, or make no sense
     */
    default T read() throws UnusableKeyException {
        return parse(SettledFiles.contents(files()));
    }
}
