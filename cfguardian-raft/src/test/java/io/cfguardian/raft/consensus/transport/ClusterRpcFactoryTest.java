package io.cfguardian.raft.consensus.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A program that was packed so that JRaft does not find our factory would listen in the open; it does not start. */
final class ClusterRpcFactoryTest {

    @Test
    void programWithoutOurFactoryDoesNotStart() throws Exception {
        try (Packed whole = new Packed(List.of())) {
            whole.requireActive();
        }
        try (Packed without = new Packed(List.of("META-INF/services/com.alipay.sofa.jraft.rpc.RaftRpcFactory"))) {
            assertThatThrownBy(without::requireActive)
                    .hasMessageContaining("BoltRaftRpcFactory")
                    .hasMessageContaining("expected " + ClusterRpcFactory.class.getName());
        }
    }

    /** This test's class path as a program of its own, which lacks some of its files that are ours. */
    private static final class Packed extends URLClassLoader {

        private final List<String> lost;

        Packed(List<String> lost) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.lost = lost;
        }

        private static URL[] classPath() {
            return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.isEmpty())
                    .map(Path::of)
                    .map(Path::toUri)
                    .map(Packed::url)
                    .toArray(URL[]::new);
        }

        private static URL url(URI uri) {
            try {
                return uri.toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = Collections.list(super.getResources(name));
            if (lost.contains(name)) {
                assertThat(found.removeIf(url -> !url.getPath().contains("/jraft-core")))
                        .as("was there")
                        .isTrue();
            }
            return Collections.enumeration(found);
        }

        void requireActive() throws Exception {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(this);
            try {
                loadClass(ClusterRpcFactory.class.getName())
                        .getMethod("requireActive")
                        .invoke(null);
            } catch (InvocationTargetException e) {
                throw (Exception) e.getCause();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
