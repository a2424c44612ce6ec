package io.cfguardian.faults.measure;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that asks a node whether it is ready, at a fixed rate and over one connection, until its input ends. Then it says
 * on a line for each answer how many nanoseconds it took from the question, and whether the node was ready.
 */
final class Asker {

    private static final int PER_SECOND = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So many are asked before any counts: nobody would wait for a class of this process to be loaded. */
    private static final int UNCOUNTED = PER_SECOND;

    private volatile boolean stopped;

    private Asker() {}

    /**
     * Asks.
     *
     * @param args the node's URI, or a Redis's
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
        Question question = Question.of(node);
        byte[] request = question.bytes(node);
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
                boolean ready = question.isAffirmed(in);
                answers.add((System.nanoTime() - began) + (ready ? " ready" : " not"));
            }
        }
        return answers.subList(Math.min(UNCOUNTED, answers.size()), answers.size());
    }
}
