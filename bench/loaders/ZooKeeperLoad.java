import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * Loads ZooKeeper through its own asynchronous client, which sends requests of one connection without waiting for answers.
 *
 * <p>Reads lines from standard input, and answers each with one line of JSON:
 *
 * <pre>
 * fill ADDRESS KEYS BYTES                        makes the nodes /bench/00000000 ...
 * load ADDRESS WORK IN-FLIGHT MILLIS KEYS BYTES  WORK: write, read, sync-read, mixed, multi
 * </pre>
 *
 * So many requests are in flight all the time, on {@value #CONNECTIONS_MAX} connections or fewer. Latencies are not corrected.
 */
final class ZooKeeperLoad {

    private static final int CONNECTIONS_MAX = 8;
    private static final int SESSION_MILLIS = 30_000;
    private static final int IN_ONE_MULTI = 64;
    private static final int ONE_WRITE_IN = 20;
    private static final long STRIDE = 611_953;

    /** No write repeats what an earlier one wrote. */
    private static final AtomicLong COUNT = new AtomicLong();

    private ZooKeeperLoad() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "fill" -> {
                    fill(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                    System.out.println("{}");
                }
                case "load" -> System.out.println(load(
                        words[1],
                        words[2],
                        Integer.parseInt(words[3]),
                        Long.parseLong(words[4]),
                        Integer.parseInt(words[5]),
                        Integer.parseInt(words[6])));
                default -> throw new IllegalArgumentException("not understood: " + line);
            }
            System.out.flush();
        }
    }

    private static ZooKeeper connected(String address) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(address, SESSION_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(SESSION_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("no session with " + address);
        }
        return client;
    }

    private static String path(long key) {
        return String.format(Locale.ROOT, "/bench/%08d", key);
    }

    private static byte[] value(int bytes) {
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) 'x');
        byte[] count = Long.toString(COUNT.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(count, 0, value, 0, count.length);
        return value;
    }

    private static void fill(String address, int keys, int bytes) throws Exception {
        try (ZooKeeper client = connected(address)) {
            client.create("/bench", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            for (int from = 0; from < keys; from += IN_ONE_MULTI) {
                client.multi(IntStream.range(from, Math.min(keys, from + IN_ONE_MULTI))
                        .mapToObj(key -> Op.create(path(key), value(bytes), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
                        .toList());
            }
        }
    }

    private static String load(String address, String work, int inFlight, long millis, int keys, int bytes)
            throws Exception {
        int connections = Math.min(CONNECTIONS_MAX, inFlight);
        List<Lane> lanes = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(inFlight);
        for (int i = 0; i < connections; i++) {
            lanes.add(new Lane(connected(address), work, keys, bytes, running));
        }
        long beganNanos = System.nanoTime();
        long endNanos = beganNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        lanes.forEach(lane -> lane.endNanos = endNanos);
        for (int i = 0; i < inFlight; i++) {
            lanes.get(i % connections).next();
        }
        running.await();
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        for (Lane lane : lanes) {
            lane.client.close();
        }
        long[] micros = lanes.stream().flatMapToLong(Lane::micros).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "{\"requests\": %d, \"seconds\": %.4f, \"failures\": %d, \"micros\": %s}",
                micros.length,
                seconds,
                lanes.stream().mapToLong(lane -> lane.failures).sum(),
                Arrays.toString(thousandths(micros)));
    }

    /** The latencies that divide all of them into a thousand parts of one size; so much is sent, however many there were. */
    private static long[] thousandths(long[] sorted) {
        if (sorted.length == 0) {
            return sorted;
        }
        return IntStream.rangeClosed(0, 1000)
                .mapToLong(i -> sorted[(int) Math.round(i * (sorted.length - 1) / 1000.0)])
                .toArray();
    }

    /** One connection. What is changed is changed by its event thread alone, once the first requests are under way. */
    private static final class Lane {

        private final ZooKeeper client;
        private final String work;
        private final int keys;
        private final int bytes;
        private final CountDownLatch running;
        private volatile long endNanos;
        private long[] micros = new long[1 << 16];
        private int answers;
        private long failures;

        Lane(ZooKeeper client, String work, int keys, int bytes, CountDownLatch running) {
            this.client = client;
            this.work = work;
            this.keys = keys;
            this.bytes = bytes;
            this.running = running;
        }

        void next() {
            long beganNanos = System.nanoTime();
            if (beganNanos - endNanos >= 0) {
                running.countDown();
                return;
            }
            long count = COUNT.incrementAndGet();
            String path = path(count % keys * STRIDE % keys);
            switch (work.equals("mixed") ? count % ONE_WRITE_IN == 0 ? "write" : "sync-read" : work) {
                case "write" -> client.setData(path, value(bytes), -1, (rc, p, c, stat) -> answered(beganNanos, rc), null);
                case "read" -> client.getData(path, false, (rc, p, c, data, stat) -> answered(beganNanos, rc), null);
                case "sync-read" -> {
                    client.sync(path, (rc, p, c) -> failures += rc == 0 ? 0 : 1, null);
                    client.getData(path, false, (rc, p, c, data, stat) -> answered(beganNanos, rc), null);
                }
                case "multi" -> {
                    List<Op> all = IntStream.range(0, IN_ONE_MULTI)
                            .mapToObj(i -> Op.setData(path((count % keys * STRIDE + i) % keys), value(bytes), -1))
                            .toList();
                    client.multi(all, (rc, p, c, results) -> answered(beganNanos, rc), null);
                }
                default -> throw new IllegalArgumentException("no such work: " + work);
            }
        }

        private void answered(long beganNanos, int code) {
            if (code == KeeperException.Code.OK.intValue()) {
                if (answers == micros.length) {
                    micros = Arrays.copyOf(micros, 2 * answers);
                }
                micros[answers++] = (System.nanoTime() - beganNanos) / 1000;
            } else {
                failures++;
            }
            next();
        }

        LongStream micros() {
            return Arrays.stream(micros, 0, answers);
        }
    }
}
