package io.cfguardian.testkit.cluster;

import static java.util.function.Function.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The bytes that a commit's hash covers, laid out from its JSON as docs/chain.md says. */
final class CoveredBytes {

    /** The table of the documentation: number, type, fields in their order. */
    private static final Map<String, Type> TYPES =
            """
            1 projectCreated project description
            2 projectUpdated project description
            3 projectDeleted project
            4 environmentCreated project environment description schemas
            5 environmentUpdated project environment description schemas
            6 environmentDeleted project environment
            7 schemaPut project key version dialect mediaType sizeBytes textHash hash
            8 configPut project environment key version mediaType sizeBytes textHash hash schema
            9 configDeleted project environment key version
            32 userCreated user administrator
            33 userUpdated user status administrator
            34 userDeleted user
            35 passwordSet user
            36 identityLinked user provider
            37 loginCharged account failures lockedUntil
            38 unlocked user
            39 sessionOpened user session method
            40 sessionRefreshed user session
            41 refreshReused user session
            42 sessionsClosed user sessions
            43 factorEnrolled user
            44 factorActivated user
            45 factorDisabled user
            46 memberPut project principal role environments
            47 memberRemoved project principal
            48 tokenIssued project token expires
            49 tokenRotated project token expires
            50 tokenRevoked project token
            51 signingKeyRotated signingKey
            52 dataKeyWrapped masterSecret
            53 observed events used
            54 purged sessions tokens accounts events
            55 passwordRehashed user
            56 registrationRefused user
            57 eventsDelivered next lost
            64 clusterFounded format nodes
            65 formatRaised format
            66 nodeAdded node address http standing
            67 nodePromoted node
            68 nodeJoined node
            69 nodeLeaving node
            70 nodeRemoved node
            """.lines().map(Type::parse).collect(Collectors.toMap(Type::name, identity()));

    private static final List<String> ORIGINS = List.of("client", "node");
    private static final List<String> MEDIA_TYPES = List.of("application/json", "application/yaml");
    private static final List<String> DEMANDS = List.of("optional", "required");
    private static final List<String> STATUSES = List.of("active", "disabled", "deleted");
    private static final List<String> ROLES = List.of("viewer", "editor", "admin");
    private static final List<String> STANDINGS = List.of("voter", "learner");
    private static final List<String> METHODS =
            List.of("password", "password-and-code", "password-and-recovery-code", "provider");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private record Type(int number, String name, List<String> fields) {

        static Type parse(String line) {
            List<String> words = Arrays.asList(line.split(" "));
            return new Type(Integer.parseInt(words.getFirst()), words.get(1), words.subList(2, words.size()));
        }
    }

    private CoveredBytes() {}

    /**
     * The bytes of {@code commit}.
     *
     * @throws AssertionError when a change has a type, a value or a member that the documentation does not know there
     */
    static byte[] of(JsonNode commit) {
        CoveredBytes bytes = new CoveredBytes();
        bytes.commit(commit);
        return bytes.out.toByteArray();
    }

    private void commit(JsonNode commit) {
        text("cfguardian/commit/1");
        hash(commit.path("previousHash"));
        int64(commit.path("revision").asLong());
        time(commit.path("time"));
        text(commit.path("author"));
        oneOf(ORIGINS, 1, commit.path("request").path("origin"));
        text(commit.path("request").path("id"));
        int32(commit.path("changes").size());
        for (JsonNode change : commit.path("changes")) {
            change(commit.path("project"), change);
        }
    }

    private void change(JsonNode project, JsonNode change) {
        Type type = TYPES.get(change.path("type").asString());
        if (type == null) {
            throw new AssertionError("one of " + TYPES.keySet() + " expected, got " + change.path("type"));
        }
        int8(type.number());
        Map<String, JsonNode> values = new TreeMap<>();
        change.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
        values.put("project", project);
        values.remove("type");
        for (String field : type.fields()) {
            JsonNode value = values.remove(field);
            if (value == null) {
                throw new AssertionError(
                        "a " + type.name() + " has " + type.fields() + ", no " + field + " in " + change);
            }
            field(field, value);
        }
        values.values().removeIf(JsonNode::isNull);
        if (!values.isEmpty()) {
            throw new AssertionError("a " + type.name() + " has no " + values.keySet());
        }
    }

    private void field(String name, JsonNode value) {
        switch (name) {
            case "version", "next", "lost" -> int64(value.asLong());
            case "sizeBytes", "failures", "events", "used", "tokens", "accounts", "format" -> int32(value.asInt());
            case "textHash", "hash", "account" -> hash(value);
            case "mediaType" -> oneOf(MEDIA_TYPES, 1, value);
            case "schemas" -> oneOf(DEMANDS, 0, value);
            case "schema" -> optional(value, this::schema);
            case "administrator" -> int8(value.asBoolean() ? 1 : 0);
            case "status" -> oneOf(STATUSES, 1, value);
            case "method" -> oneOf(METHODS, 1, value);
            case "lockedUntil", "expires" -> optional(value, this::time);
            case "role" -> role(value);
            case "environments" -> environments(value);
            case "sessions" -> sessions(value);
            case "nodes" -> nodes(value);
            case "standing" -> oneOf(STANDINGS, 1, value);
            default -> text(value);
        }
    }

    private void schema(JsonNode schema) {
        text(schema.path("key"));
        int64(schema.path("version").asLong());
    }

    private void role(JsonNode role) {
        if (role.isNull()) {
            int8(0);
        } else {
            oneOf(ROLES, 1, role);
        }
    }

    private void environments(JsonNode roles) {
        Map<String, JsonNode> byName = new TreeMap<>();
        roles.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
        int32(byName.size());
        byName.forEach((environment, role) -> {
            text(environment);
            role(role);
        });
    }

    /** Those that were ended by their names, those that were purged by their number. */
    private void sessions(JsonNode sessions) {
        int32(sessions.isArray() ? sessions.size() : sessions.asInt());
        if (sessions.isArray()) {
            sessions.forEach(this::text);
        }
    }

    private void nodes(JsonNode nodes) {
        int32(nodes.size());
        for (JsonNode node : nodes) {
            List.of("node", "address", "http", "standing").forEach(name -> field(name, node.path(name)));
        }
    }

    private void oneOf(List<String> names, int first, JsonNode name) {
        int index = names.indexOf(name.asString());
        if (index < 0) {
            throw new AssertionError("one of " + names + " expected, got " + name);
        }
        int8(first + index);
    }

    private void optional(JsonNode value, Consumer<JsonNode> form) {
        int8(value.isNull() ? 0 : 1);
        if (!value.isNull()) {
            form.accept(value);
        }
    }

    private void time(JsonNode time) {
        int64(Instant.parse(time.asString()).toEpochMilli());
    }

    private void text(JsonNode text) {
        if (!text.isString()) {
            throw new AssertionError("a text expected, got " + text);
        }
        text(text.asString());
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length);
        out.writeBytes(utf8);
    }

    private void hash(JsonNode hex) {
        out.writeBytes(HexFormat.of().parseHex(hex.asString()));
    }

    private void int8(int value) {
        out.write(value);
    }

    private void int32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private void int64(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
