package io.cfguardian.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.account.Registration.Admission;
import io.cfguardian.app.projection.ProjectionStatus;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.http.fixture.AccessTable;
import io.cfguardian.http.fixture.AccessTable.Row;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Client.Answered;
import io.cfguardian.http.fixture.Client.Request;
import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.EmptiedProjection;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every operation of the contract, asked by every kind of caller, held to the table of docs/security/access.md. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessIT {

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");
    private static final EnvironmentKey HERE = new EnvironmentKey("e");

    /** What an operation that was let in may answer beside success. */
    private static final Set<String> LET_IN =
            Set.of("/problems/not-empty", "/problems/proof-refused", "/problems/mfa-state", "/problems/format-behind");

    private final TestNode node = TestNode.with(Admission.OPEN);
    private final Client client = new Client(node.port());
    private final AccessWorlds worlds = new AccessWorlds(node, client);

    @BeforeAll
    void begin() {
        node.begin("root@example.com", "grey-otter-walks-home-9");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** A kind of caller. */
    @SuppressWarnings("ImmutableEnumChecker") // A grant is immutable, but not by the types of its parts.
    enum Caller {
        NOBODY(Kind.NOBODY, null),
        OUTSIDER(Kind.PERSON, null),
        VIEWER(Kind.PERSON, Grant.of(Role.VIEWER)),
        EDITOR(Kind.PERSON, Grant.of(Role.EDITOR)),
        ADMIN(Kind.PERSON, Grant.of(Role.ADMIN)),
        VIEWER_HERE(Kind.PERSON, only("e", Role.VIEWER)),
        EDITOR_HERE(Kind.PERSON, only("e", Role.EDITOR)),
        ADMIN_HERE(Kind.PERSON, only("e", Role.ADMIN)),
        ADMIN_ELSEWHERE(Kind.PERSON, only("other", Role.ADMIN)),
        ADMINISTRATOR(Kind.ADMINISTRATOR, null),
        VIEWING_SERVICE(Kind.SERVICE, Grant.of(Role.VIEWER)),
        EDITING_SERVICE(Kind.SERVICE, Grant.of(Role.EDITOR)),
        ADMINISTERING_SERVICE(Kind.SERVICE, Grant.of(Role.ADMIN)),
        EDITING_SERVICE_HERE(Kind.SERVICE, only("e", Role.EDITOR));

        final Kind kind;
        final @Nullable Grant grant;

        Caller(Kind kind, @Nullable Grant grant) {
            this.kind = kind;
            this.grant = grant;
        }

        enum Kind {
            NOBODY,
            PERSON,
            SERVICE,
            ADMINISTRATOR
        }

        private static Grant only(String environment, Role role) {
            return new Grant(null, new TreeMap<>(Map.of(new EnvironmentKey(environment), role)));
        }
    }

    /** How a caller is answered. */
    enum Answer {
        LET_IN,
        UNKNOWN,
        FORBIDDEN,
        HIDDEN
    }

    @BeforeAll
    void project() {
        node.projects(
                new EmptiedProjection(),
                new ProjectionStatus(ProjectionStatus.State.PROJECTING, Revision.ZERO, 0L, Duration.ZERO, ""));
    }

    @Test
    void theTableHasExactlyTheOperationsOfTheContract() {
        assertThat(AccessTable.rows().stream().map(Row::name))
                .containsExactlyInAnyOrderElementsOf(Contract.SERVED.operations().stream()
                        .map(operation -> operation.method() + " " + operation.path())
                        .toList());
    }

    @Test
    void everyCallerIsAnsweredAsTheTableSays() {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (Row row : AccessTable.rows()) {
            for (Caller caller : Caller.values()) {
                cases++;
                check(row, caller).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(900);
    }

    private Optional<String> check(Row row, Caller caller) {
        worlds.renew();
        long before = node.revision();
        Answer expected = expected(row, caller);
        Answer actual = ask(row, caller);
        boolean changed = node.revision() != before;
        if (actual != expected || (changed && actual != Answer.LET_IN)) {
            return Optional.of("%s as %s: expected %s, was %s, revision %s"
                    .formatted(row.name(), caller, expected, actual, changed ? "changed" : "the same"));
        }
        if (changed) {
            worlds.spoil();
        }
        return Optional.empty();
    }

    private static Answer expected(Row row, Caller caller) {
        if (row.right().equals("anybody") || caller.kind == Caller.Kind.ADMINISTRATOR) {
            return Answer.LET_IN;
        }
        if (caller.kind == Caller.Kind.NOBODY) {
            return Answer.UNKNOWN;
        }
        return switch (row.right()) {
            case "signed in" -> Answer.LET_IN;
            case "own account" -> caller.kind == Caller.Kind.SERVICE ? Answer.FORBIDDEN : Answer.LET_IN;
            case "everything" -> Answer.HIDDEN;
            default -> expected(row.right(), row.of().equals("environment"), caller.grant);
        };
    }

    private static Answer expected(String right, boolean inEnvironment, @Nullable Grant grant) {
        if (grant == null) {
            return Answer.HIDDEN;
        }
        Role role = grant.in(inEnvironment ? HERE : null).orElse(null);
        if (role == null) {
            return inEnvironment ? Answer.HIDDEN : right.equals("see") ? Answer.LET_IN : Answer.FORBIDDEN;
        }
        Role needed = switch (right) {
            case "see", "read" -> Role.VIEWER;
            case "edit" -> Role.EDITOR;
            case "administer" -> Role.ADMIN;
            default -> throw new IllegalStateException("the page has an unknown right: " + right);
        };
        return role.compareTo(needed) >= 0 ? Answer.LET_IN : Answer.FORBIDDEN;
    }

    private Answer ask(Row row, Caller caller) {
        Request request = request(row, caller);
        if (row.path().endsWith("/watch") && statusLine(request).contains(" 200 ")) {
            return Answer.LET_IN;
        }
        Answered answered = request(row, caller).send();
        if (answered.status() < 400) {
            return Answer.LET_IN;
        }
        String type = answered.at("/type");
        if (row.right().equals("anybody")) {
            // Signing in with nothing that is right; what matters is that nobody is sent away beforehand.
            boolean ofSigningIn = Set.of(400, 401).contains(answered.status())
                    || answered.at("/kind").equals("provider");
            return row.path().contains("/auth/") && ofSigningIn ? Answer.LET_IN : Answer.UNKNOWN;
        }
        return switch (type) {
            case "/problems/unauthorized" -> Answer.UNKNOWN;
            case "/problems/forbidden" -> Answer.FORBIDDEN;
            case "/problems/not-found" -> {
                assertThat(answered.at("/kind")).isIn("path", "project", "environment");
                yield Answer.HIDDEN;
            }
            default -> {
                assertThat(LET_IN).as(answered.text()).contains(type);
                yield Answer.LET_IN;
            }
        };
    }

    /** A stream does not end, so of its answer only the first line is read. */
    private String statusLine(Request request) {
        try (RawHttp http = new RawHttp(node.port())) {
            return http.send(request.bytes()).line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Request request(Row row, Caller caller) {
        String[] arguments = PARAMETER
                .matcher(row.path())
                .results()
                .map((MatchResult result) -> worlds.argument(result.group(1)))
                .toArray(String[]::new);
        Request request = worlds.as(caller).request(row.method(), row.path(), arguments);
        return worlds.fill(request, row.name());
    }
}
