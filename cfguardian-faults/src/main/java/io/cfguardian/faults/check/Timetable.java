package io.cfguardian.faults.check;

import io.cfguardian.faults.history.Applied;
import io.cfguardian.faults.history.Journal;
import io.cfguardian.faults.history.Journal.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One journal, to look things up in: what a config was at a revision, and where a request is. */
final class Timetable {

    private final Map<String, NavigableMap<Long, Applied>> byKey = new HashMap<>();
    private final Map<String, List<Commit>> byRequest = new HashMap<>();
    private final Map<Long, Commit> byRevision = new HashMap<>();

    private Timetable() {}

    static Timetable of(Journal journal) {
        Timetable timetable = new Timetable();
        for (Commit commit : journal.commits()) {
            timetable.byRevision.putIfAbsent(commit.revision(), commit);
            if (!commit.request().isEmpty()) {
                timetable
                        .byRequest
                        .computeIfAbsent(commit.request(), id -> new ArrayList<>())
                        .add(commit);
            }
            for (Applied applied : commit.changes()) {
                timetable
                        .byKey
                        .computeIfAbsent(applied.key(), key -> new TreeMap<>())
                        .put(commit.revision(), applied);
            }
        }
        return timetable;
    }

    /** The newest change of a config at a revision. */
    Optional<Applied> at(String key, long revision) {
        return Optional.ofNullable(byKey.getOrDefault(key, new TreeMap<>()).floorEntry(revision))
                .map(Map.Entry::getValue);
    }

    /** The commits under an idempotency key. */
    List<Commit> of(String request) {
        return byRequest.getOrDefault(request, List.of());
    }

    Optional<Commit> commit(long revision) {
        return Optional.ofNullable(byRevision.get(revision));
    }
}
