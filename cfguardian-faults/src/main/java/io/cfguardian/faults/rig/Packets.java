package io.cfguardian.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packets between nodes that are held back or spoiled, by a program that the firewall asks about each. Used by one thread. */
final class Packets {

    private static final String QUEUE = "7";
    private static final long END_SECONDS_MAX = 5;

    private final Process program;
    private final String ports;

    private Packets(Process program, String ports) {
        this.program = program;
        this.ports = ports;
    }

    /** Each packet comes 50 ms later, give or take 40. */
    static Packets delayed(Path program, List<Integer> ports) {
        return begin(program, ports, "50", "40", "0");
    }

    /** Of each hundred packets with a payload, one has a bit turned round. */
    static Packets spoiled(Path program, List<Integer> ports) {
        return begin(program, ports, "0", "0", "100");
    }

    private static Packets begin(Path program, List<Integer> ports, String delay, String jitter, String spoiled) {
        try {
            Process process = new ProcessBuilder(program.toString(), QUEUE, delay, jitter, spoiled)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            Packets packets = new Packets(
                    process,
                    String.join(",", ports.stream().map(String::valueOf).toList()));
            packets.rules("-A");
            return packets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets all packets through again. */
    void end() {
        rules("-D");
        program.destroy();
        try {
            if (!program.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                program.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void rules(String action) {
        for (String side : List.of("--dports", "--sports")) {
            SystemCommand.run(
                    "iptables",
                    action,
                    "INPUT",
                    "-p",
                    "tcp",
                    "-m",
                    "multiport",
                    side,
                    ports,
                    "-j",
                    "NFQUEUE",
                    "--queue-num",
                    QUEUE,
                    "--queue-bypass");
        }
    }
}
