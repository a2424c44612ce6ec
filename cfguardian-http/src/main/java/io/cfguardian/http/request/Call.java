package io.cfguardian.http.request;

import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.InvalidKey;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.TokenKey;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.revision.Version;
import io.cfguardian.http.guard.ClientAddress;
import io.cfguardian.http.guard.Scheme;
import io.cfguardian.http.guard.Sender;
import io.cfguardian.http.problem.Problem;
import io.cfguardian.http.problem.ProblemException;
import io.cfguardian.http.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request as an operation sees it: everything in it is read strictly. Confined to the request's thread. */
public final class Call {

    private final HttpServletRequest request;
    private final Map<String, String> path;
    private final Parameters query;
    private final Accept accept;
    private final Body body;
    private final Sender sender;
    private final String requestId;
    private final @Nullable Actor actor;
    private final @Nullable Instant provedUntil;

    /**
     * A request that a route has taken.
     *
     * @param path the values of the route's path parameters
     * @param sender where it comes from
     * @param requestId of the exchange
     * @param actor null on paths that need no authentication
     * @param provedUntil when the proof of that ends at the latest, null for never
     */
    public Call(
            HttpServletRequest request,
            Map<String, String> path,
            Parameters query,
            Accept accept,
            Body body,
            Sender sender,
            String requestId,
            @Nullable Actor actor,
            @Nullable Instant provedUntil) {
        this.request = request;
        this.path = path;
        this.query = query;
        this.accept = accept;
        this.body = body;
        this.sender = sender;
        this.requestId = requestId;
        this.actor = actor;
        this.provedUntil = provedUntil;
    }

    /** GET, POST, PUT, PATCH, DELETE or HEAD. */
    public String method() {
        return request.getMethod();
    }

    /** The path as it came. */
    public String path() {
        return request.getRequestURI();
    }

    /** The query as it came, "" for none. */
    public String rawQuery() {
        String raw = request.getQueryString();
        return raw == null ? "" : raw;
    }

    /** The query's parameters. */
    public Parameters query() {
        return query;
    }

    /** What media types the client takes; at least one that the route gives. */
    public Accept accept() {
        return accept;
    }

    /** The body, {@link Body#ABSENT} if the route takes none. */
    public Body body() {
        return body;
    }

    /** The address that it comes from; a trusted proxy's word is taken for it. */
    public ClientAddress clientAddress() {
        return sender.address();
    }

    /** What the client calls itself, at most {@value Sender#AGENT_CHARS_MAX} visible ASCII characters and blanks. */
    public String agent() {
        return sender.agent();
    }

    /** How the client speaks, to this node or to the proxy before it. */
    public Scheme scheme() {
        return sender.scheme();
    }

    /** Who sends the request. */
    public Actor actor() {
        if (actor == null) {
            throw new IllegalStateException("a public path has no actor: " + path());
        }
        return actor;
    }

    /** When the proof of who sends it ends at the latest; nothing for never. */
    public Optional<Instant> provedUntil() {
        return Optional.ofNullable(provedUntil);
    }

    /** The id of the exchange, which the answer and the log name too. */
    public String requestId() {
        return requestId;
    }

    /** From where the request comes. */
    public Source source() {
        return new Source(sender.address().toString(), sender.agent());
    }

    /**
     * The value of a header that may occur once.
     *
     * @throws ProblemException when it occurs twice
     */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw Parameters.invalid(name, name + " occurs more than once.");
        }
        return values.stream().findFirst();
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return request.getHeader(name) == null ? List.of() : Collections.list(request.getHeaders(name));
    }

    /** The project that the path names. */
    public ProjectKey project() {
        return key("project", ProjectKey::new);
    }

    /** The environment that the path names. */
    public EnvironmentId environment() {
        return new EnvironmentId(project(), key("environment", EnvironmentKey::new));
    }

    /** The schema that the path names. */
    public SchemaId schema() {
        return new SchemaId(project(), key("schema", SchemaKey::new));
    }

    /** The config that the path names. */
    public ConfigId config() {
        return ConfigId.of(environment(), key("config", ConfigKey::new));
    }

    /** The session that the path names; nothing that is no session's id is there. */
    public SessionId session() {
        String text = parameter("session");
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemType.NOT_FOUND, "There is no such session.")
                    .with("kind", "session")
                    .exception();
        }
    }

    /** The identity provider that the path names, as it came. */
    public String provider() {
        return parameter("provider");
    }

    /** The user that the path names. */
    public UserId user() {
        String text = parameter("user");
        return UserId.parse(text)
                .orElseThrow(() ->
                        Problem.invalidName("user", UserId.CHARS_MAX, text).exception());
    }

    /** The node that the path names. */
    public NodeId node() {
        String text = parameter("node");
        return NodeId.parse(text)
                .orElseThrow(() ->
                        Problem.invalidName("node", NodeId.CHARS_MAX, text).exception());
    }

    /** The service token that the path names. */
    public ServiceTokenId token() {
        String text = parameter("token");
        ProjectKey project = project();
        return TokenKey.parse(text)
                .map(key -> new ServiceTokenId(project, key))
                .orElseThrow(() ->
                        Problem.invalidName("token", TokenKey.CHARS_MAX, text).exception());
    }

    /**
     * The member that the path names: {@code user:} and a user's id, or {@code token:} and the key of a service token of the
     * project. The whole name of a token has a slash, which no part of a path can have.
     */
    public MemberId member() {
        ProjectKey project = project();
        String text = parameter("member");
        int colon = text.indexOf(':') + 1;
        String name = text.substring(colon);
        Optional<Principal> principal = switch (text.substring(0, colon)) {
            case "user:" -> UserId.parse(name).map(UserId::principal);
            case "token:" -> TokenKey.parse(name).map(key -> new ServiceTokenId(project, key).principal());
            default -> Optional.empty();
        };
        return principal
                .map(known -> new MemberId(project, known))
                .orElseThrow(() -> Problem.invalidMember(text).exception());
    }

    /** The version that the path names. */
    public Version version() {
        return new Version(Parameters.number("version", parameter("version"), 1, Long.MAX_VALUE));
    }

    private <K> K key(String kind, Function<String, K> parse) {
        String text = parameter(kind);
        try {
            return parse.apply(text);
        } catch (InvalidKey e) {
            throw Problem.invalidName(kind, text).exception();
        }
    }

    private String parameter(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no path parameter " + name + ": " + path());
        }
        return value;
    }
}
