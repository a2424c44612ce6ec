package io.cfguardian.faults.check;

import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Change;
import io.cfguardian.faults.history.Evidence;
import io.cfguardian.faults.history.Guard;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Journal.Commit;
import io.cfguardian.faults.history.Operation;
import io.cfguardian.faults.history.Outcome;
import io.cfguardian.faults.history.Request;
import io.cfguardian.faults.history.Request.Consistency;
import io.cfguardian.faults.history.Request.Read;
import io.cfguardian.faults.history.Request.Write;
import io.cfguardian.faults.history.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run of a cluster that never was, and is right: clients that overlap, whose operations take effect at one moment each
 * between their beginning and their end; some never hear what became of theirs.
 */
final class MadeUpRun {

    private static final int CLIENTS = 6;
    private static final int KEYS = 4;
    private static final int NODES = 3;
    private static final int OPERATIONS = 120;

    private final SplittableRandom random;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final List<Map<String, Applied>> states = new ArrayList<>(List.of(Map.of()));
    private final List<@Nullable Running> clients = new ArrayList<>();
    private long now;
    private int begun;

    /** An operation between its beginning and its end. */
    private static final class Running {
        final long number;
        final long called;
        final Request request;

        @Nullable
        Outcome outcome;

        Running(long number, long called, Request request) {
            this.number = number;
            this.called = called;
            this.request = request;
        }
    }

    private MadeUpRun(SplittableRandom random) {
        this.random = random;
        IntStream.range(0, CLIENTS).forEach(client -> clients.add(null));
    }

    static Evidence of(SplittableRandom random) {
        return new MadeUpRun(random).evidence();
    }

    private Evidence evidence() {
        while (operations.size() < OPERATIONS) {
            now += 1 + random.nextInt(3);
            advance(random.nextInt(CLIENTS));
            if (random.nextInt(20) == 0) {
                commit("", List.of());
            }
        }
        IntStream.range(0, CLIENTS).forEach(this::giveUp);
        List<Journal> journals = IntStream.range(0, NODES)
                .mapToObj(node -> new Journal(node, commits))
                .toList();
        return new Evidence(operations, journals, List.of(watched("first", 0), watched("late", commits.size() / 3)));
    }

    private void advance(int client) {
        Running running = clients.get(client);
        if (running == null) {
            begun++;
            clients.set(client, new Running(begun, now, request("c" + client + "/" + begun)));
        } else if (running.outcome == null) {
            running.outcome = effect(running.request);
        } else {
            int node = random.nextInt(NODES);
            operations.add(
                    new Operation(running.number, client, node, running.called, now, running.request, running.outcome));
            clients.set(client, null);
        }
    }

    /** At the end nobody is left waiting. */
    private void giveUp(int client) {
        Running running = clients.get(client);
        if (running != null) {
            Outcome outcome = new Outcome.Unknown("the run was over");
            operations.add(new Operation(running.number, client, 0, running.called, ++now, running.request, outcome));
        }
    }

    private Request request(String id) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Read(key(), Consistency.LINEARIZABLE);
            case 2 -> new Read(key(), Consistency.STALE);
            case 3, 4 -> new Write(id, List.of(change(key(), id)));
            default ->
                new Write(
                        id,
                        IntStream.range(0, KEYS)
                                .filter(key -> key == 0 || random.nextBoolean())
                                .mapToObj(key -> change("k" + key, id + "/" + key))
                                .toList());
        };
    }

    private String key() {
        return "k" + random.nextInt(KEYS);
    }

    private Change change(String key, String value) {
        Applied newest = states.getLast().get(key);
        Guard guard = switch (random.nextInt(4)) {
            case 0 -> new Guard.Absent();
            case 1 -> new Guard.AtVersion(newest == null ? 1 : newest.version());
            default -> new Guard.Any();
        };
        return new Change(key, random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value), guard);
    }

    private Outcome effect(Request request) {
        return switch (request) {
            case Read(String key, Consistency consistency) -> {
                int newest = states.size() - 1;
                int lag = consistency == Consistency.STALE ? random.nextInt(Math.min(newest + 1, 5)) : 0;
                yield commits.isEmpty() ? new Outcome.Failed("no leader") : read(key, Math.max(newest - lag, 1));
            }
            case Write write -> {
                int chance = random.nextInt(20);
                if (chance == 0) {
                    yield new Outcome.Failed("no leader");
                }
                if (chance == 1) {
                    yield new Outcome.Unknown("was not done");
                }
                Outcome done = write(write);
                yield chance == 2 ? new Outcome.Unknown("was " + done) : done;
            }
        };
    }

    private Outcome read(String key, int revision) {
        Applied newest = states.get(revision).get(key);
        return newest == null || newest.value().isEmpty()
                ? new Outcome.Missing(revision)
                : new Outcome.Found(revision, newest.version(), newest.value().get());
    }

    private Outcome write(Write write) {
        List<Applied> made = new ArrayList<>();
        for (Change change : write.changes()) {
            Applied newest = states.getLast().get(change.key());
            long version = newest == null ? 0 : newest.version();
            boolean isLive = newest != null && newest.isLive();
            if (!change.guard().allows(version, isLive)) {
                return new Outcome.Refused(change.key(), version);
            }
            if (change.value().isEmpty() && !isLive) {
                return new Outcome.NotThere(change.key());
            }
            made.add(new Applied(change.key(), version + 1, change.value()));
        }
        commit(write.id(), made);
        return new Outcome.Committed(
                commits.size(), made.stream().map(Applied::version).toList());
    }

    private void commit(String request, List<Applied> made) {
        long revision = commits.size() + 1L;
        commits.add(new Commit(revision, request, "hash " + revision, made));
        Map<String, Applied> after = new TreeMap<>(states.getLast());
        made.forEach(applied -> after.put(applied.key(), applied));
        states.add(after);
    }

    private Watched watched(String name, long after) {
        return new Watched(
                name,
                after,
                commits.stream()
                        .filter(commit ->
                                commit.revision() > after && !commit.changes().isEmpty())
                        .map(commit -> new Watched.Event(commit.revision(), commit.changes()))
                        .toList());
    }
}
