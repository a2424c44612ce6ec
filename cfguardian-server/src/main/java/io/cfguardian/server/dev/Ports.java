package io.cfguardian.server.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Ports on loopback. What is free now may be taken a moment later; the node that finds it taken says so. */
final class Ports {

    /** Below the ports that systems give to outgoing connections, so that nobody takes one while the cluster is down. */
    private static final int PICKED_FROM = 20_000;

    private static final int PICKED_TO = 30_000;
    private static final int ATTEMPTS_MAX = 1_000;

    private Ports() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Plan.LOOPBACK), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** {@code count} different free ports, none of them in {@code reserved}. */
    static List<Integer> pick(int count, IntPredicate reserved) {
        Set<Integer> picked = new LinkedHashSet<>();
        for (int attempt = 0; attempt < ATTEMPTS_MAX && picked.size() < count; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(PICKED_FROM, PICKED_TO);
            if (!reserved.test(port) && isFree(port)) {
                picked.add(port);
            }
        }
        if (picked.size() < count) {
            throw new DevFailure("found no " + count + " free ports from " + PICKED_FROM + " to " + PICKED_TO);
        }
        return new ArrayList<>(picked);
    }
}
