package io.cfguardian.testkit.data;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * 267 JSON Schemas that people publish (SchemaStore, Apache License 2.0), and 936 documents for them, JSON and YAML, with
 * the verdict on which the store's label and the AJV validator agree. AJV asserts formats and reads {@code const} in
 * draft-04 too.
 */
public final class RealConfigs {

    private RealConfigs() {}

    /**
     * A schema and the documents for it.
     *
     * @param name a short name such as {@code sarif}; in lower case it is a valid key
     * @param dialect the short name of the dialect, as {@code Dialect.label} gives it
     * @param text JSON
     */
    public record RealSchema(String name, String dialect, Bytes text, List<RealDocument> documents) {}

    /**
     * A document.
     *
     * @param path the schema's name and the file's, for messages
     * @param isValid whether it conforms to its schema
     */
    public record RealDocument(String path, MediaType mediaType, Bytes text, boolean isValid) {}

    /** All schemas, in the order of the manifest. */
    public static List<RealSchema> all() {
        SortedMap<String, Bytes> files = TestArchive.read("real-configs.zip");
        ObjectMapper mapper = JsonMapper.builder().build();
        Map<String, List<RealDocument>> documents = new LinkedHashMap<>();
        Map<String, String> dialects = new HashMap<>();
        for (String line : file(files, "manifest.ndjson").utf8().lines().toList()) {
            JsonNode entry = mapper.readTree(line);
            String schema = entry.get("schema").stringValue();
            String path = entry.get("file").stringValue();
            MediaType mediaType = path.endsWith(".json") ? MediaType.JSON : MediaType.YAML;
            dialects.put(schema, entry.get("dialect").stringValue());
            documents
                    .computeIfAbsent(schema, name -> new ArrayList<>())
                    .add(new RealDocument(
                            path,
                            mediaType,
                            file(files, path),
                            entry.get("valid").booleanValue()));
        }
        List<RealSchema> schemas = new ArrayList<>();
        documents.forEach((name, itsDocuments) -> schemas.add(new RealSchema(
                name, dialects.getOrDefault(name, ""), file(files, name + "/schema.json"), List.copyOf(itsDocuments))));
        return List.copyOf(schemas);
    }

    private static Bytes file(SortedMap<String, Bytes> files, String path) {
        Bytes text = files.get(path);
        if (text == null) {
            throw new IllegalStateException("the archive lacks " + path);
        }
        return text;
    }
}
