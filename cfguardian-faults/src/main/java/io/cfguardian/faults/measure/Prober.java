package io.cfguardian.faults.measure;

import io.cfguardian.faults.rig.RigFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks one node whether it is ready, at a fixed rate and over one connection, and takes the time from when it writes to when it has
 * the answer. Its thread is one of the system's: it shares nothing with clients in the same process but the processors.
 */
final class Prober implements AutoCloseable {

    private static final int PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String END_OF_CHUNKS = "0\r\n\r\n";
    private static final int BYTES_MAX = 1 << 16;

    private final URI node;
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private final AtomicInteger notReady = new AtomicInteger();
    private volatile boolean stopped;
    private volatile String failure = "";

    private Prober(URI node) {
        this.node = node;
        this.thread = Thread.ofPlatform().name("prober-" + node.getPort()).unstarted(this::run);
    }

    /** Begins to ask. */
    static Prober start(URI node) {
        Prober prober = new Prober(node);
        prober.thread.start();
        return prober;
    }

    /**
     * What was seen.
     *
     * @param sortedNanos how long each answer took
     * @param notReady how many said that the node is not ready
     */
    record Seen(List<Long> sortedNanos, int notReady) {

        int count() {
            return sortedNanos.size();
        }

        /** @param part of 1 that took no longer */
        double millis(double part) {
            int at = (int) Math.ceil(part * count()) - 1;
            return sortedNanos.get(Math.clamp(at, 0, count() - 1)) / 1e6;
        }
    }

    private void run() {
        byte[] request = ("GET /ready HTTP/1.1\r\nHost: " + node.getAuthority() + END_OF_HEAD)
                .getBytes(StandardCharsets.US_ASCII);
        long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        try (Socket socket = new Socket(node.getHost(), node.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long due = System.nanoTime(); !stopped; due += step) {
                for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long began = System.nanoTime();
                socket.getOutputStream().write(request);
                boolean ready = isReady(in);
                nanos.add(System.nanoTime() - began);
                notReady.addAndGet(ready ? 0 : 1);
            }
        } catch (IOException | RigFailure broken) {
            failure = broken.toString();
        }
    }

    private static boolean isReady(InputStream in) throws IOException {
        String head = until(in, END_OF_HEAD);
        int length = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (length < 0) {
            until(in, END_OF_CHUNKS);
        } else {
            String value = head.substring(length + "content-length: ".length());
            in.readNBytes(Integer.parseInt(value.substring(0, value.indexOf('\r'))));
        }
        return head.startsWith("HTTP/1.1 200 ");
    }

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            int next = in.read();
            if (next < 0 || text.length() > BYTES_MAX) {
                throw new IOException("the node ended the connection in the middle of an answer");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Stops, and tells what was seen. */
    Seen end() {
        close();
        if (!failure.isEmpty() || nanos.isEmpty()) {
            throw new RigFailure("the node " + node + " could not be probed: " + failure);
        }
        return new Seen(nanos.stream().sorted().toList(), notReady.get());
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
