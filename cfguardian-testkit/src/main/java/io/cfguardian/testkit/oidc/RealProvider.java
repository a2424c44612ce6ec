package io.cfguardian.testkit.oidc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The provider of {@code src/main/oidc-provider} as a process of its own, installed by npm below this module's {@code target}
 * by the module beside it whose tests start it. It knows alice and bob.
 */
public final class RealProvider implements AutoCloseable {

    /** Where it sends browsers back to; nobody is there. */
    public static final URI REDIRECT = URI.create("http://127.0.0.1:9/api/v1/auth/sso/corp/callback");

    private static final Path SOURCES = Path.of("..", "cfguardian-testkit", "src", "main", "oidc-provider");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "provider.js");
    private static final Path INSTALLED = Path.of("..", "cfguardian-testkit", "target", "oidc-provider");
    private static final Pattern ISSUER = Pattern.compile("\\{\"issuer\":\"(http://127\\.0\\.0\\.1:\\d+)\"}");

    private final Process process;
    private final URI issuer;

    private RealProvider(Process process, URI issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /** Installs it when it is not, and waits until it answers. */
    public static RealProvider started(String... arguments) throws IOException, InterruptedException {
        install();
        Process process = new ProcessBuilder(Stream.concat(Stream.of("node", "provider.js"), Stream.of(arguments))
                        .toList())
                .directory(INSTALLED.toFile())
                .redirectError(INSTALLED.resolve("stderr.log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher said = ISSUER.matcher(line);
            if (said.matches()) {
                drain(output);
                return new RealProvider(process, URI.create(said.group(1)));
            }
        }
        throw new IllegalStateException("the provider ended: " + Files.readString(INSTALLED.resolve("stderr.log")));
    }

    /** Tests of several modules, each in a JVM of its own, may want it at once. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (FileChannel channel = FileChannel.open(
                        INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isInstalled()) {
                for (String file : FILES) {
                    Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                fetch();
            }
        }
    }

    private static boolean isInstalled() throws IOException {
        for (String file : FILES) {
            Path installed = INSTALLED.resolve(file);
            if (!Files.exists(installed) || Files.mismatch(installed, SOURCES.resolve(file)) >= 0) {
                return false;
            }
        }
        return Files.exists(INSTALLED.resolve("node_modules/oidc-provider/package.json"));
    }

    private static void fetch() throws IOException, InterruptedException {
        Path log = INSTALLED.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IllegalStateException("npm ci failed: " + Files.readString(log));
        }
    }

    private static void drain(BufferedReader output) {
        Thread.startVirtualThread(() -> {
            try {
                output.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Its identifier and address. */
    public URI issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
