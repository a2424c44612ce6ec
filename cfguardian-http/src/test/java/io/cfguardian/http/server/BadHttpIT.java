package io.cfguardian.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.Contract;
import io.cfguardian.http.fixture.RawHttp;
import io.cfguardian.http.fixture.TestNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is not HTTP, or not this server's, is refused with a problem, under all headers, and nothing is written. */
@TestInstance(Lifecycle.PER_CLASS)
class BadHttpIT {

    private static final String BEARER = "Authorization: Bearer " + TestNode.TOKEN + "\r\n";
    private static final String HEAD = "Host: localhost\r\n" + BEARER;
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GET = "GET /api/v1/projects HTTP/1.1\r\n";
    private static final String POST = "POST /api/v1/projects HTTP/1.1\r\n" + HEAD + JSON;
    private static final String BODY = "{\"key\":\"smuggled\"}";

    private final TestNode node = TestNode.start();

    @BeforeAll
    void prepare() {
        Api.prepare(new Client(node.port()));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private static Arguments bad(String name, String request, int status, String type) {
        return argumentSet(name, request, status, type);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + HEAD + "\r\n";
    }

    private static String chunked(String chunks) {
        return POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                bad(
                        "bare LF after the request line",
                        "GET /api/v1/projects HTTP/1.1\n" + HEAD + "\r\n",
                        400,
                        "malformed-request"),
                bad("bare LF after a header", GET + "Host: localhost\n" + BEARER + "\r\n", 400, "malformed-request"),
                bad("bare CR in a header", GET + HEAD + "X: a\rb\r\n\r\n", 400, "malformed-request"),
                bad("NUL in a header", GET + HEAD + "X: a\0b\r\n\r\n", 400, "malformed-request"),
                bad("folded header", GET + HEAD + "X: a\r\n b\r\n\r\n", 400, "malformed-request"),
                bad("space before the colon", GET + HEAD + "X : a\r\n\r\n", 400, "malformed-request"),
                bad("header without a colon", GET + HEAD + "X\r\n\r\n", 400, "malformed-request"),
                bad("header without a name", GET + HEAD + ": a\r\n\r\n", 400, "malformed-request"),
                bad("no Host", GET + BEARER + "\r\n", 400, "malformed-request"),
                bad("two Hosts", GET + HEAD + "Host: other\r\n\r\n", 400, "malformed-request"),
                bad("Host with a path", GET + "Host: a/b\r\n" + BEARER + "\r\n", 400, "malformed-request"),
                bad(
                        "authority unlike Host",
                        "GET http://evil/api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n",
                        400,
                        "malformed-request"),
                bad("HTTP/0.9", "GET /api/v1/projects\r\n\r\n", 505, "unsupported-http"),
                bad("HTTP/3.0 on TCP", "GET /api/v1/projects HTTP/3.0\r\n" + HEAD + "\r\n", 505, "unsupported-http"),
                bad("no version number", "GET /api/v1/projects HTTP\r\n" + HEAD + "\r\n", 505, "unsupported-http"),
                bad("a TLS greeting", "\u0016\u0003\u0001\0\u0001\r\n\r\n", 400, "malformed-request"),
                bad("an empty request line", " \r\n\r\n", 400, "malformed-request"),
                bad(
                        "an unknown method",
                        "BREW /api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n",
                        405,
                        "method-not-allowed"),
                bad(
                        "a method in lower case",
                        "get /api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n",
                        405,
                        "method-not-allowed"),
                bad("TRACE", "TRACE /api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n", 405, "method-not-allowed"),
                bad("OPTIONS", "OPTIONS /api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n", 405, "method-not-allowed"),
                bad(
                        "a method that the path lacks",
                        "DELETE /api/v1/projects HTTP/1.1\r\n" + HEAD + "\r\n",
                        405,
                        "method-not-allowed"),
                bad(
                        "HEAD's sibling on a stream",
                        "PUT /api/v1/projects/p/watch HTTP/1.1\r\n" + HEAD + "\r\n",
                        405,
                        "method-not-allowed"),
                bad("CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" + HEAD + "\r\n", 404, "not-found"),
                bad(
                        "a WebSocket",
                        GET + HEAD + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n",
                        501,
                        "unsupported-http"),
                bad(
                        "headers of 17 KiB",
                        GET + HEAD + "X: " + "y".repeat(17_000) + "\r\n\r\n",
                        431,
                        "headers-too-large"),
                bad("two hundred headers", GET + HEAD + "X: y\r\n".repeat(200) + "\r\n", 431, "headers-too-large"),
                bad("a target of 9 KiB", get("/" + "y".repeat(9_000)), 414, "uri-too-long"),
                bad("a target of 20 KiB", get("/" + "y".repeat(20_000)), 414, "uri-too-long"));
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                bad("an unknown path", get("/api/v1/projcts"), 404, "not-found"),
                bad("a trailing slash", get("/api/v1/projects/"), 404, "not-found"),
                bad("another case", get("/API/v1/projects"), 404, "not-found"),
                bad("literal dots", get("/api/v1/x/../projects"), 400, "malformed-request"),
                bad("encoded dots", get("/api/v1/x/%2e%2e/projects"), 400, "malformed-request"),
                bad("dots with a parameter", get("/api/v1/x/..;/projects"), 400, "malformed-request"),
                bad("a path parameter", get("/api/v1/projects;x=1"), 400, "malformed-request"),
                bad(
                        "a public path with a parameter",
                        "GET /health;x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        400,
                        "malformed-request"),
                bad("an encoded slash", get("/api/v1/projects/a%2fb"), 400, "malformed-request"),
                bad("an encoded backslash", get("/api/v1/projects/a%5cb"), 400, "malformed-request"),
                bad("a double slash", get("/api/v1//projects"), 400, "malformed-request"),
                bad("overlong UTF-8", get("/api/v1/projects/%c0%ae"), 400, "malformed-request"),
                bad("raw UTF-8", get("/api/v1/projects/\u00e9"), 400, "malformed-request"),
                bad("an encoded NUL", get("/api/v1/projects/%00"), 400, "malformed-request"),
                bad("half an escape", get("/api/v1/projects/%4"), 400, "malformed-request"),
                bad("a fragment", get("/api/v1/projects#x"), 400, "malformed-request"),
                bad("a key in upper case", get("/api/v1/projects/Shop"), 400, "invalid-name"),
                bad("an escaped space in a key", get("/api/v1/projects/a%20b"), 400, "invalid-name"),
                bad("a key of 129", get("/api/v1/projects/" + "a".repeat(129)), 400, "invalid-name"),
                bad("an unknown parameter", get("/api/v1/projects?limt=3"), 400, "invalid-parameter"),
                bad("a parameter twice", get("/api/v1/projects?limit=3&limit=3"), 400, "invalid-parameter"),
                bad("a parameter without a value", get("/api/v1/projects?limit"), 400, "invalid-parameter"),
                bad("a limit of 0", get("/api/v1/projects?limit=0"), 400, "invalid-parameter"),
                bad("a limit of 501", get("/api/v1/projects?limit=501"), 400, "invalid-parameter"),
                bad("a limit with a sign", get("/api/v1/projects?limit=%2B5"), 400, "invalid-parameter"),
                bad("a limit in Arabic digits", get("/api/v1/projects?limit=%D9%A5"), 400, "invalid-parameter"),
                bad(
                        "a revision beyond a long",
                        get("/api/v1/projects?minRevision=9999999999999999999"),
                        400,
                        "invalid-parameter"),
                bad("a query that is no UTF-8", get("/api/v1/projects?cursor=%ff"), 400, "malformed-request"),
                bad("an unknown consistency", get("/api/v1/projects?consistency=maybe"), 400, "invalid-parameter"));
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                bad(
                        "length and chunks",
                        POST + "Content-Length: 18\r\nTransfer-Encoding: chunked\r\n\r\n" + BODY,
                        400,
                        "malformed-request"),
                bad(
                        "two lengths",
                        POST + "Content-Length: 18\r\nContent-Length: 18\r\n\r\n" + BODY,
                        400,
                        "malformed-request"),
                bad("a list of lengths", POST + "Content-Length: 18, 18\r\n\r\n" + BODY, 400, "malformed-request"),
                bad("a signed length", POST + "Content-Length: +18\r\n\r\n" + BODY, 400, "malformed-request"),
                bad("a negative length", POST + "Content-Length: -1\r\n\r\n" + BODY, 400, "malformed-request"),
                bad(
                        "an unknown coding",
                        POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                        400,
                        "malformed-request"),
                bad(
                        "chunked is not last",
                        POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                        400,
                        "malformed-request"),
                bad(
                        "a chunk size that overflows",
                        chunked("ffffffffffffffffff\r\nx\r\n0\r\n\r\n"),
                        400,
                        "malformed-request"),
                bad("a chunk size that is none", chunked("zz\r\nx\r\n0\r\n\r\n"), 400, "malformed-request"),
                bad("a chunk without its end", chunked("3\r\nabcXX0\r\n\r\n"), 400, "malformed-request"),
                bad("a bare LF between chunks", chunked("12\n" + BODY + "\r\n0\r\n\r\n"), 400, "malformed-request"),
                bad(
                        "an unknown expectation",
                        POST + "Expect: tea\r\nContent-Length: 18\r\n\r\n" + BODY,
                        417,
                        "unsupported-http"),
                bad("a body on a GET", GET + HEAD + JSON + "Content-Length: 2\r\n\r\n{}", 400, "malformed-request"),
                bad(
                        "a body on a DELETE",
                        "DELETE /api/v1/projects/p HTTP/1.1\r\n" + HEAD + JSON + "Content-Length: 2\r\n\r\n{}",
                        400,
                        "malformed-request"),
                bad(
                        "no media type",
                        "POST /api/v1/projects HTTP/1.1\r\n" + HEAD + "Content-Length: 18\r\n\r\n" + BODY,
                        415,
                        "unsupported-media-type"),
                bad(
                        "text",
                        "POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                                + "Content-Type: text/plain\r\nContent-Length: 18\r\n\r\n" + BODY,
                        415,
                        "unsupported-media-type"),
                bad(
                        "a form",
                        "POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 18\r\n\r\n"
                                + BODY,
                        415,
                        "unsupported-media-type"),
                bad(
                        "Latin 1",
                        "POST /api/v1/projects HTTP/1.1\r\n" + HEAD
                                + "Content-Type: application/json; charset=iso-8859-1\r\nContent-Length: 18\r\n\r\n"
                                + BODY,
                        415,
                        "unsupported-media-type"),
                bad(
                        "two media types",
                        POST + JSON + "Content-Length: 18\r\n\r\n" + BODY,
                        415,
                        "unsupported-media-type"),
                bad(
                        "gzip",
                        POST + "Content-Encoding: gzip\r\nContent-Length: 18\r\n\r\n" + BODY,
                        415,
                        "unsupported-media-type"),
                bad("11 MiB announced", POST + "Content-Length: 11534336\r\n\r\n" + BODY, 413, "payload-too-large"),
                bad(
                        "a document of 1 MiB and one byte announced",
                        "PUT /api/v1/projects/p/environments/e/configs/k HTTP/1.1\r\n" + HEAD + JSON
                                + "Content-Length: 1048577\r\n\r\n{",
                        413,
                        "payload-too-large"),
                bad("an Accept that is none", GET + HEAD + "Accept: json\r\n\r\n", 400, "invalid-parameter"),
                bad("an Accept that nothing meets", GET + HEAD + "Accept: text/html\r\n\r\n", 406, "not-acceptable"),
                bad(
                        "a stream without asking for one",
                        "GET /api/v1/projects/p/watch HTTP/1.1\r\n" + HEAD + "Accept: application/json\r\n\r\n",
                        406,
                        "not-acceptable"));
    }

    static Stream<Arguments> credentials() {
        String[] bad = {
            "",
            "Authorization: Bearer wrong\r\n",
            "Authorization: Bearer\r\n",
            "Authorization: Basic YTpi\r\n",
            "Authorization: " + TestNode.TOKEN + "\r\n",
            BEARER + BEARER,
        };
        return Stream.concat(
                Stream.of(bad)
                        .map(header -> bad(
                                "credentials \"" + header.strip() + "\"",
                                GET + "Host: localhost\r\n" + header + "\r\n",
                                401,
                                "unauthorized")),
                Stream.of(
                        bad(
                                "an unknown path without a token",
                                "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                401,
                                "unauthorized"),
                        bad(
                                "a token in the query",
                                "GET /api/v1/projects?access_token=" + TestNode.TOKEN
                                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                401,
                                "unauthorized")));
    }

    @ParameterizedTest
    @MethodSource({"lines", "paths", "bodies", "credentials"})
    void badRequestsAreRefusedWithAProblem(String request, int status, String type) throws IOException {
        long before = node.revision();
        RawHttp.Response answer;
        try (RawHttp http = new RawHttp(node.port())) {
            answer = http.send(request).receive("GET");
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        var problem = JsonMapper.shared().readTree(answer.text());
        assertThat(problem.at("/type").asString()).isEqualTo("/problems/" + type);
        assertThat(problem.at("/requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(Contract.SERVED.faults("Problem", answer.text())).isEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertHeaders(answer);
        assertThat(answer.text()).doesNotContain("Exception", "jetty", "javalin", TestNode.TOKEN);
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotEmpty();
        }
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(node.revision()).isEqualTo(before);
        new Client(node.port()).get("/live").send().is(200);
    }

    private static void assertHeaders(RawHttp.Response answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-XSS-Protection")).isEqualTo("0");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).isNotEmpty();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.headers().keySet()).doesNotContainAnyElementsOf(List.of("server", "x-powered-by"));
    }
}
