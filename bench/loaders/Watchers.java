import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Opens streams of server-sent events, and measures how long after the answer to a write the last of them has been told.
 *
 * <p>The token is in the variable TOKEN. Reads lines from standard input, and answers each with one line of JSON:
 *
 * <pre>
 * open COUNT URL [URL]...   of watches, in turns; answers when each has begun
 * change TIMES URL BODY     writes to a URL, one write when the last is known to all; {count00000} in BODY is its number
 * </pre>
 */
final class Watchers {

    private static final long PATIENCE_SECONDS = 60;
    /** Streams that are being opened at a time. */
    private static final int OPENING_MAX = 64;

    private static final byte[] BEGUN = "\nevent: heartbeat".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOLD = "\nevent: commit".getBytes(StandardCharsets.US_ASCII);
    private static final String COUNT_MARK = "{count00000}";

    private final String token;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final List<Stream> streams = new ArrayList<>();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore allTold = new Semaphore(0);
    private final AtomicReference<String> failure = new AtomicReference<>();
    /** Of the newest change; of the selector's thread. */
    private int told;

    private volatile int expected;
    private volatile long lastToldNanos;

    private Watchers(String token) throws IOException {
        this.token = token;
        this.selector = Selector.open();
    }

    /** One watch. Of the selector's thread. */
    private static final class Stream {

        private final ByteBuffer request;
        private final Scan opening = new Scan(BEGUN);
        private final Scan commits = new Scan(TOLD);
        private boolean hasBegun;

        Stream(ByteBuffer request) {
            this.request = request;
        }
    }

    /** Looks for a text in what comes in parts. Its first byte is nowhere else in it. */
    private static final class Scan {

        private final byte[] text;
        private int matched;

        Scan(byte[] text) {
            this.text = text;
        }

        /** Whether the text ends with this byte. */
        boolean ends(byte next) {
            if (next != text[matched]) {
                matched = 0;
            }
            if (next == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                matched = 0;
                return true;
            }
            return false;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Watchers watchers = new Watchers(System.getenv("TOKEN"));
        Thread.ofPlatform().daemon().name("watchers").start(watchers::read);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "open" -> System.out.println(watchers.open(
                        Integer.parseInt(words[1]), line.substring(line.indexOf(words[2])).split(" ")));
                case "change" -> System.out.println(
                        watchers.change(Integer.parseInt(words[1]), URI.create(words[2]), words[3]));
                default -> throw new IllegalArgumentException("not understood: " + line);
            }
            System.out.flush();
        }
    }

    private String open(int count, String[] urls) throws Exception {
        for (int i = 0; i < count; i++) {
            URI url = URI.create(urls[i % urls.length]);
            SocketChannel channel = SocketChannel.open();
            channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            channel.configureBlocking(false);
            String request = "GET " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nAuthorization: Bearer " + token + "\r\nAccept: text/event-stream\r\n\r\n";
            Stream stream = new Stream(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            streams.add(stream);
            channel.register(selector, SelectionKey.OP_WRITE, stream);
            selector.wakeup();
            if (i >= OPENING_MAX) {
                await(begun, "a watch to begin");
            }
        }
        for (int i = 0; i < Math.min(count, OPENING_MAX); i++) {
            await(begun, "a watch to begin");
        }
        return "{\"open\": " + streams.size() + "}";
    }

    private String change(int times, URI url, String body) throws Exception {
        List<String> millis = new ArrayList<>();
        List<String> writeMillis = new ArrayList<>();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < times; i++) {
                expected = streams.size();
                String count = String.format(Locale.ROOT, "%0" + COUNT_MARK.length() + "d", System.nanoTime() / 1000 % 1_000_000_000_000L);
                HttpRequest write = HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.replace(COUNT_MARK, count)))
                        .build();
                long askedNanos = System.nanoTime();
                int status = http.send(write, BodyHandlers.discarding()).statusCode();
                long answeredNanos = System.nanoTime();
                if (status / 100 != 2) {
                    throw new IllegalStateException("the write was answered with " + status);
                }
                await(allTold, "all watchers to be told");
                millis.add(String.format(Locale.ROOT, "%.3f", (lastToldNanos - answeredNanos) / 1e6));
                writeMillis.add(String.format(Locale.ROOT, "%.3f", (answeredNanos - askedNanos) / 1e6));
            }
        }
        return "{\"millis\": " + millis + ", \"writeMillis\": " + writeMillis + "}";
    }

    private void await(Semaphore what, String text) throws InterruptedException {
        if (!what.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("waited " + PATIENCE_SECONDS + " s for " + text);
        }
        String failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    /** The selector's thread. */
    private void read() {
        try {
            while (true) {
                selector.select(this::serve);
            }
        } catch (IOException | RuntimeException e) {
            failure.set(e.toString());
            begun.release(streams.size() + 1);
            allTold.release();
        }
    }

    private void serve(SelectionKey key) {
        Stream stream = (Stream) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isWritable()) {
                channel.write(stream.request);
                if (!stream.request.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            } else {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    throw new IOException("a watch has ended");
                }
                buffer.flip();
                take(stream);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void take(Stream stream) {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (!stream.hasBegun) {
                if (stream.opening.ends(next)) {
                    stream.hasBegun = true;
                    begun.release();
                }
            } else if (stream.commits.ends(next) && ++told == expected) {
                lastToldNanos = System.nanoTime();
                told = 0;
                allTold.release();
            }
        }
    }
}
