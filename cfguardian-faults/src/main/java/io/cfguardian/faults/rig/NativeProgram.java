package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Small programs in C that come as source, and are compiled where a compiler is. */
final class NativeProgram {

    private static final List<Path> COMPILERS = List.of(Path.of("/usr/bin/gcc"), Path.of("/usr/bin/cc"));
    private static final Path QUEUE_HEADER = Path.of("/usr/include/libnetfilter_queue/libnetfilter_queue.h");

    private NativeProgram() {}

    static boolean hasCompiler() {
        return COMPILERS.stream().anyMatch(Files::isExecutable);
    }

    static boolean hasPacketQueues() {
        return hasCompiler() && Files.exists(QUEUE_HEADER) && Files.isExecutable(Path.of("/usr/sbin/iptables"));
    }

    /** The program that holds and spoils packets, compiled into {@code directory}. */
    static Path packets(Path directory) throws IOException {
        return compile("packets.c", directory.resolve("packets"), List.of("-lnetfilter_queue", "-lnfnetlink"));
    }

    /** The library that moves a process's wall clock, compiled into {@code directory}. */
    static Path wallclock(Path directory) throws IOException {
        return compile("wallclock.c", directory.resolve("wallclock.so"), List.of("-shared", "-fPIC", "-ldl"));
    }

    private static Path compile(String name, Path target, List<String> flags) throws IOException {
        Path source = target.resolveSibling(name);
        try (InputStream text = NativeProgram.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("no source " + name);
            }
            Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path compiler = COMPILERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new RigFailure("no C compiler is installed"));
        List<String> words =
                new ArrayList<>(List.of(compiler.toString(), "-O2", "-o", target.toString(), source.toString()));
        words.addAll(flags);
        SystemCommand.run("", words);
        return target.toAbsolutePath();
    }
}
