package io.cfguardian.server.proof;

import static java.util.function.Function.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The bytes that a commit's hash covers, laid out from the line of an export as docs/chain.md says. Whatever the bytes would not show is
 * refused: a member that has no place in them, a text that is no Unicode, a fraction of a millisecond. Used by one thread.
 */
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

    private static final Set<String> MEMBERS =
            Set.of("revision", "time", "author", "project", "request", "changes", "previousHash", "hash");
    private static final List<String> NODE = List.of("node", "address", "http", "standing");
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

    /** Why there are no such bytes. Unchecked, since lambdas lead to what throws it; {@link #of} lets none out. */
    private static final class Shapeless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Shapeless(String message) {
            super(message);
        }
    }

    private CoveredBytes() {}

    /**
     * The bytes of {@code commit}.
     *
     * @throws FoundWrong when it has a type, a value or a member that a commit does not have there; the message has no values
     */
    static byte[] of(JsonNode commit) throws FoundWrong {
        CoveredBytes bytes = new CoveredBytes();
        try {
            bytes.commit(commit);
        } catch (Shapeless shapeless) {
            throw new FoundWrong(String.valueOf(shapeless.getMessage()));
        }
        return bytes.out.toByteArray();
    }

    private void commit(JsonNode commit) {
        requireMembers("a commit", commit, MEMBERS);
        text("cfguardian/commit/1");
        hash("previousHash", commit.path("previousHash"));
        int64("revision", commit.path("revision"));
        time("time", commit.path("time"));
        text("author", commit.path("author"));
        JsonNode request = commit.path("request");
        requireMembers("a request", request, Set.of("origin", "id"));
        oneOf("origin", ORIGINS, 1, request.path("origin"));
        text("id", request.path("id"));
        require(commit.path("changes").isArray(), "changes is an array");
        int32(commit.path("changes").size());
        for (JsonNode change : commit.path("changes")) {
            change(commit.path("project"), change);
        }
    }

    private void change(JsonNode project, JsonNode change) {
        Type type = TYPES.get(change.path("type").asString(""));
        if (type == null) {
            throw new Shapeless("it has a type of change that this release does not know");
        }
        out.write(type.number());
        Map<String, JsonNode> values = new TreeMap<>();
        change.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
        require(values.put("project", project) == null, "a change has no project of its own");
        values.remove("type");
        for (String field : type.fields()) {
            JsonNode value = values.remove(field);
            if (value == null) {
                throw new Shapeless("a " + type.name() + " has a member " + field);
            }
            field(field, value);
        }
        values.values().removeIf(JsonNode::isNull);
        require(values.isEmpty(), "a " + type.name() + " has " + type.fields() + " and no other members");
    }

    private void field(String name, JsonNode value) {
        switch (name) {
            case "version", "next", "lost" -> int64(name, value);
            case "sizeBytes", "failures", "events", "used", "tokens", "accounts", "format" -> int32(name, value);
            case "textHash", "hash", "account" -> hash(name, value);
            case "mediaType" -> oneOf(name, MEDIA_TYPES, 1, value);
            case "schemas" -> oneOf(name, DEMANDS, 0, value);
            case "schema" -> optional(value, this::schema);
            case "administrator" -> {
                require(value.isBoolean(), "administrator is true or false");
                out.write(value.asBoolean() ? 1 : 0);
            }
            case "status" -> oneOf(name, STATUSES, 1, value);
            case "method" -> oneOf(name, METHODS, 1, value);
            case "lockedUntil", "expires" -> optional(value, time -> time(name, time));
            case "role" -> role(value);
            case "environments" -> environments(value);
            case "sessions" -> sessions(value);
            case "nodes" -> nodes(value);
            case "standing" -> oneOf(name, STANDINGS, 1, value);
            default -> text(name, value);
        }
    }

    private void schema(JsonNode schema) {
        requireMembers("a schema", schema, Set.of("key", "version"));
        text("key", schema.path("key"));
        int64("version", schema.path("version"));
    }

    private void role(JsonNode role) {
        if (role.isNull()) {
            out.write(0);
        } else {
            oneOf("role", ROLES, 1, role);
        }
    }

    private void environments(JsonNode roles) {
        require(roles.isObject(), "environments is an object");
        Map<String, JsonNode> byName = new TreeMap<>();
        roles.properties().forEach(member -> byName.put(member.getKey(), member.getValue()));
        int32(byName.size());
        byName.forEach((environment, role) -> {
            text(environment);
            oneOf("role", ROLES, 1, role);
        });
    }

    /** Those that were ended by their names, those that were purged by their number. */
    private void sessions(JsonNode sessions) {
        if (sessions.isArray()) {
            int32(sessions.size());
            sessions.forEach(session -> text("sessions", session));
        } else {
            int32("sessions", sessions);
        }
    }

    private void nodes(JsonNode nodes) {
        require(nodes.isArray(), "nodes is an array");
        int32(nodes.size());
        for (JsonNode node : nodes) {
            requireMembers("a node", node, new HashSet<>(NODE));
            NODE.forEach(name -> field(name, node.path(name)));
        }
    }

    private void oneOf(String field, List<String> names, int first, JsonNode name) {
        int index = name.isString() ? names.indexOf(name.asString()) : -1;
        require(index >= 0, field + " is one of " + names);
        out.write(first + index);
    }

    private void optional(JsonNode value, Consumer<JsonNode> form) {
        out.write(value.isNull() ? 0 : 1);
        if (!value.isNull()) {
            form.accept(value);
        }
    }

    private void time(String field, JsonNode time) {
        try {
            Instant instant = Instant.parse(time.asString(""));
            require(instant.equals(Instant.ofEpochMilli(instant.toEpochMilli())), field + " is in whole milliseconds");
            int64(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new Shapeless(field + " is a time");
        }
    }

    private void text(String field, JsonNode text) {
        require(text.isString(), field + " is a text");
        text(text.asString());
    }

    private void text(String text) {
        try {
            // Unlike String.getBytes this puts no question mark in the place of half a pair.
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            int32(utf8.remaining());
            out.write(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining());
        } catch (CharacterCodingException e) {
            throw new Shapeless("a text has half a surrogate pair");
        }
    }

    private void hash(String field, JsonNode hex) {
        out.writeBytes(ExportProof.hash(hex)
                .orElseThrow(() -> new Shapeless(field + " is 64 hexadecimal digits"))
                .toByteArray());
    }

    private void int32(String field, JsonNode number) {
        require(
                number.isIntegralNumber() && number.canConvertToInt() && number.asInt() >= 0,
                field + " is a whole number");
        int32(number.asInt());
    }

    private void int32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private void int64(String field, JsonNode number) {
        require(
                number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0,
                field + " is a whole number");
        int64(number.asLong());
    }

    private void int64(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static void requireMembers(String what, JsonNode object, Set<String> names) {
        require(
                object.isObject() && names.equals(new HashSet<>(object.propertyNames())),
                what + " has the members " + names.stream().sorted().toList());
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new Shapeless("expected that " + expected);
        }
    }
}
