package io.cfguardian.testkit.data;

import io.cfguardian.domain.bytes.Bytes;
import java.util.List;

/**
 * The official conformance suite of JSON Schema (MIT), without the schemas that it serves over HTTP. Each file is a JSON
 * array of groups {@code {description, schema, tests: [{description, data, valid}]}}.
 */
public final class SchemaSuite {

    private SchemaSuite() {}

    /**
     * A file of the suite.
     *
     * @param name the path inside the draft's folder, such as {@code optional/format/uri.json}
     * @param isOptional whether an implementation may fail it
     */
    public record SuiteFile(String name, boolean isOptional, Bytes text) {}

    /** The files of {@code draft}, the suite's own name of it: draft4, draft6, draft7, draft2019-09 or draft2020-12. */
    public static List<SuiteFile> files(String draft) {
        String folder = "tests/" + draft + "/";
        List<SuiteFile> files = TestArchive.read("json-schema-test-suite.zip").entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(folder) && entry.getKey().endsWith(".json"))
                .map(entry -> {
                    String name = entry.getKey().substring(folder.length());
                    return new SuiteFile(name, name.startsWith("optional/"), entry.getValue());
                })
                .toList();
        if (files.isEmpty()) {
            throw new IllegalArgumentException("the suite has no draft " + draft);
        }
        return files;
    }
}
