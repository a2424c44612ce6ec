package io.cfguardian.faults.measure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that asks a node whether it is ready, at a fixed rate and over one connection, until its input ends. Then it says
 * on a line for each answer how many nanoseconds it took from the question, and whether the node was ready.
 */
final class Asker {

    private static final int PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String END_OF_CHUNKS = "0\r\n\r\n";
    private static final int BYTES_MAX = 1 << 16;

    /** So many are asked before any counts: nobody would wait for a class of this process to be loaded. */
    private static final int UNCOUNTED = PER_SECOND;

    private volatile boolean stopped;

    private Asker() {}

    /**
     * Asks.
     *
     * @param args the node's URI
     */
    public static void main(String[] args) throws IOException {
        Asker asker = new Asker();
        Thread.ofPlatform().daemon().start(asker::awaitEnd);
        asker.run(URI.create(args[0])).forEach(System.out::println);
    }

    private void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it but the end.
            }
        } catch (IOException gone) {
            // As good as the end.
        }
        stopped = true;
    }

    private List<String> run(URI node) throws IOException {
        byte[] request = ("GET /ready HTTP/1.1\r\nHost: " + node.getAuthority() + END_OF_HEAD)
                .getBytes(StandardCharsets.US_ASCII);
        long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        List<String> answers = new ArrayList<>();
        try (Socket socket = new Socket(node.getHost(), node.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long due = System.nanoTime(); !stopped; due += step) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long began = System.nanoTime();
                socket.getOutputStream().write(request);
                boolean ready = isReady(in);
                answers.add((System.nanoTime() - began) + (ready ? " ready" : " not"));
            }
        }
        return answers.subList(Math.min(UNCOUNTED, answers.size()), answers.size());
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
}
