package io.cfguardian.faults.history;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's evidence in a directory, one value a line: {@code operations.ndjson}, {@code journals.ndjson}, {@code
 * watches.ndjson}. What was written can be judged again.
 */
public final class History {

    private static final String OPERATIONS = "operations.ndjson";
    private static final String JOURNALS = "journals.ndjson";
    private static final String WATCHES = "watches.ndjson";

    private final Path directory;

    /** The history in {@code directory}, which is there. */
    public History(Path directory) {
        this.directory = directory;
    }

    /** Leaves the operations, which are known before the rest. */
    public void leaveOperations(List<Operation> operations) throws IOException {
        leave(OPERATIONS, operations);
    }

    /** Leaves all. */
    public void leave(Evidence evidence) throws IOException {
        leaveOperations(evidence.operations());
        leave(JOURNALS, evidence.journals());
        leave(WATCHES, evidence.watched());
    }

    /**
     * Reads all.
     *
     * @throws IOException when a file is missing, as it is when the run did not come to its end
     */
    public Evidence read() throws IOException {
        return new Evidence(
                read(OPERATIONS, Operation.class), read(JOURNALS, Journal.class), read(WATCHES, Watched.class));
    }

    private void leave(String name, List<?> values) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(directory.resolve(name))) {
            for (Object value : values) {
                file.write(JsonMapper.shared().writeValueAsString(value));
                file.newLine();
            }
        }
    }

    private <T> List<T> read(String name, Class<T> type) throws IOException {
        List<T> values = new ArrayList<>();
        try (BufferedReader file = Files.newBufferedReader(directory.resolve(name))) {
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                values.add(JsonMapper.shared().readValue(line, type));
            }
        }
        return values;
    }
}
