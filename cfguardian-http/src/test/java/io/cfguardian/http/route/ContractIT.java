package io.cfguardian.http.route;

import static io.cfguardian.http.fixture.Api.CONFIG;
import static io.cfguardian.http.fixture.Api.CONFIGS;
import static io.cfguardian.http.fixture.Api.ENVIRONMENT;
import static io.cfguardian.http.fixture.Api.ENVIRONMENTS;
import static io.cfguardian.http.fixture.Api.PROJECT;
import static io.cfguardian.http.fixture.Api.PROJECTS;
import static io.cfguardian.http.fixture.Api.SCHEMA;
import static io.cfguardian.http.fixture.Api.SCHEMAS;
import static io.cfguardian.http.fixture.Api.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.fixture.Api;
import io.cfguardian.http.fixture.Client;
import io.cfguardian.http.fixture.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One walk through every operation; the client holds every answer against the contract. */
@TestInstance(Lifecycle.PER_CLASS)
class ContractIT {

    private final TestNode node = TestNode.start();
    private final Client client = new Client(node.port());

    @BeforeAll
    void prepare() {
        Api.prepare(client);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void healthNeedsNoToken() {
        assertThat(client.get("/health").send().is(200).at("/status")).isEqualTo("ready");
        client.get("/ready").send().is(200);
        client.get("/live").send().is(200);
        assertThat(client.get("/openapi.yaml").send().is(200).text()).contains("openapi: 3.1.0");
    }

    @Test
    void projectsLive() {
        var created = client.post(PROJECTS)
                .json("{\"key\":\"shop\",\"description\":\"a shop\"}")
                .send()
                .is(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/projects/shop");
        client.post(PROJECTS).json("{\"key\":\"shop\"}").send().isProblem(409, "already-exists");
        assertThat(client.get(PROJECT, "shop").send().is(200).at("/description"))
                .isEqualTo("a shop");
        var patched = client.patch(PROJECT, "shop")
                .body("application/merge-patch+json", "{\"description\":null}")
                .send()
                .is(200);
        assertThat(patched.at("/description")).isEmpty();
        client.post(ENVIRONMENTS, "shop")
                .json("{\"key\":\"x\",\"schemas\":\"required\"}")
                .send()
                .is(201);
        client.delete(PROJECT, "shop").send().isProblem(409, "not-empty");
        var environment = client.patch(ENVIRONMENT, "shop", "x")
                .body("application/merge-patch+json", "{\"schemas\":\"optional\"}")
                .send()
                .is(200);
        assertThat(environment.at("/schemas")).isEqualTo("optional");
        client.get(ENVIRONMENT, "shop", "x").send().is(200);
        client.get(ENVIRONMENTS, "shop").send().is(200);
        client.delete(ENVIRONMENT, "shop", "x").send().is(204);
        client.delete(PROJECT, "shop").send().is(204);
        client.get(PROJECT, "shop").send().isProblem(404, "not-found");
        client.post(PROJECTS).json("{\"key\":\"shop\"}").send().isProblem(409, "key-retired");
    }

    @Test
    void schemasLive() {
        var first = client.put(SCHEMA, "p", "t")
                .json("{\"type\":\"object\"}")
                .send()
                .is(201);
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        client.put(SCHEMA, "p", "t").json("{\"type\":\"object\"}").send().is(200);
        client.put(SCHEMA, "p", "t").json("{\"type\":\"array\"}").send().is(201);
        assertThat(client.get(SCHEMA, "p", "t").send().is(200).at("/document/type"))
                .isEqualTo("array");
        assertThat(client.get(SCHEMA, "p", "t")
                        .query("atRevision=" + first.header("Cfg-Revision"))
                        .send()
                        .is(200)
                        .at("/document/type"))
                .isEqualTo("object");
        client.get(SCHEMA, "p", "t").header("If-None-Match", "\"2\"").send().is(304);
        assertThat(client.get(SCHEMA + "/versions", "p", "t")
                        .send()
                        .is(200)
                        .json()
                        .at("/items"))
                .hasSize(2);
        client.get(SCHEMA + "/versions/{version}", "p", "t", "1").send().is(200);
        client.get(SCHEMA + "/versions/{version}", "p", "t", "9").send().isProblem(404, "not-found");
        client.get(SCHEMAS, "p").send().is(200);
        client.put(SCHEMA, "p", "t").json("{\"type\":7}").send().isProblem(422, "schema-unusable");
    }

    @Test
    void aCandidateSchemaIsCheckedAgainstLiveConfigs() {
        client.put(CONFIG, "p", "e", "checked")
                .query("schema=s")
                .json("{\"n\":9}")
                .send()
                .is(201);
        var broken = client.post(SCHEMA + "/check", "p", "s")
                .json("{\"properties\":{\"n\":{\"maximum\":5}}}")
                .send()
                .is(200);
        assertThat(broken.at("/compatible")).isEqualTo("false");
        assertThat(broken.at("/violating/0/violations/0/pointer")).isEqualTo("/n");
        var same = client.post(SCHEMA + "/check", "p", "s").send().is(200);
        assertThat(same.at("/compatible")).isEqualTo("true");
    }

    @Test
    void configsLive() {
        var created = client.put(CONFIG, "p", "e", "k")
                .query("schema=s")
                .body("application/yaml", "# one\nn: 1\n")
                .send()
                .is(201);
        assertThat(created.at("/value/n")).isEqualTo("1");
        assertThat(client.get(CONFIG + "/value", "p", "e", "k").send().is(200).text())
                .isEqualTo("# one\nn: 1\n");
        var json = client.get(CONFIG + "/value", "p", "e", "k")
                .header("Accept", "application/json")
                .send()
                .is(200);
        assertThat(json.text()).isEqualTo("{\"n\":1}");
        assertThat(json.header("ETag")).isEqualTo("\"1-json\"");
        assertThat(client.get(CONFIG + "/value", "p", "e", "k")
                        .header("Accept", "text/x-java-properties")
                        .send()
                        .is(200)
                        .text())
                .isEqualTo("n=1\n");
        client.put(CONFIG, "p", "e", "k").json("{\"n\":11}").send().isProblem(422, "schema-violation");
        client.put(CONFIG, "p", "e", "k").json("{\"n\":2}").send().is(200);
        var patched = client.patch(CONFIG, "p", "e", "k")
                .body("application/merge-patch+json", "{\"m\":true}")
                .send()
                .is(200);
        assertThat(patched.at("/version")).isEqualTo("3");
        client.patch(CONFIG, "p", "e", "k")
                .body("application/json-patch+json", "[{\"op\":\"test\",\"path\":\"/n\",\"value\":7}]")
                .send()
                .isProblem(409, "patch-failed");
        client.patch(CONFIG, "p", "e", "k")
                .body("application/json-patch+json", "[{\"op\":\"oops\",\"path\":\"/n\"}]")
                .send()
                .isProblem(400, "invalid-body");
        var diff = client.get(CONFIG + "/diff", "p", "e", "k")
                .query("from=2&to=3")
                .send()
                .is(200);
        assertThat(diff.at("/patch/0/path")).isEqualTo("/m");
        assertThat(diff.at("/unified")).contains("+++ k@3");
        client.get(CONFIG + "/versions/{version}", "p", "e", "k", "1").send().is(200);
        assertThat(client.get(CONFIG + "/versions", "p", "e", "k")
                        .send()
                        .is(200)
                        .json()
                        .at("/items"))
                .hasSize(3);
        assertThat(client.get(CONFIG, "p", "e", "k")
                        .query("atRevision=" + created.header("Cfg-Revision"))
                        .send()
                        .is(200)
                        .at("/version"))
                .isEqualTo("1");
        var tombstone = client.delete(CONFIG, "p", "e", "k").send().is(200);
        assertThat(tombstone.at("/deleted")).isEqualTo("true");
        assertThat(client.get(CONFIG, "p", "e", "k")
                        .send()
                        .isProblem(404, "not-found")
                        .at("/deletedVersion"))
                .isEqualTo("4");
        client.get(CONFIG + "/versions/{version}", "p", "e", "k", "4").send().is(200);
        var back = client.post(CONFIG + "/rollback", "p", "e", "k")
                .json("{\"toVersion\":1}")
                .send()
                .is(200);
        assertThat(back.at("/version")).isEqualTo("5");
        client.get(CONFIGS, "p", "e").query("include=value&prefix=k").send().is(200);
    }

    @Test
    void aDryRunWritesNothing() {
        long before = node.revision();
        var report = client.post(CONFIG + "/validate", "p", "e", "dry")
                .query("schema=s")
                .json("{\"n\":11}")
                .send()
                .is(200);
        assertThat(report.at("/valid")).isEqualTo("false");
        client.post(CONFIG + "/validate", "p", "e", "dry").json("{}").send().is(200);
        client.post(CONFIG + "/validate", "p", "e", "dry")
                .query("schema=nope")
                .json("{}")
                .send()
                .isProblem(422, "unknown-schema");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void transactionsAreWhole() {
        var done = client.post(TRANSACTIONS, "p").json("""
                        {"preconditions":[{"config":{"environment":"e","key":"tx"},"absent":true}],
                         "operations":[
                          {"op":"putSchema","key":"txs","document":{"type":"object"}},
                          {"op":"putConfig","environment":"e","key":"tx","schema":"txs","value":{"a":[1]}},
                          {"op":"putConfig","environment":"e","key":"tx2","text":"# x\\na: 1\\n","mediaType":"application/yaml"}]}
                        """).send().is(200);
        assertThat(done.at("/results/2/effect")).isEqualTo("created");
        long before = node.revision();
        assertThat(client.post(TRANSACTIONS, "p")
                        .json("""
                                {"operations":[
                                  {"op":"deleteConfig","environment":"e","key":"tx2"},
                                  {"op":"putConfig","environment":"e","key":"tx","ifVersion":9,"value":{}}]}
                                """)
                        .send()
                        .isProblem(412, "version-conflict")
                        .at("/pointer"))
                .isEqualTo("/operations/1");
        assertThat(client.post(TRANSACTIONS, "p")
                        .json("""
                                {"operations":[
                                  {"op":"deleteConfig","environment":"e","key":"tx2"},
                                  {"op":"putConfig","environment":"e","key":"tx","value":7}]}
                                """)
                        .send()
                        .isProblem(422, "schema-violation")
                        .at("/pointer"))
                .isEqualTo("/operations/1");
        client.post(TRANSACTIONS, "p").json("""
                        {"operations":[
                          {"op":"deleteConfig","environment":"e","key":"tx"},
                          {"op":"deleteConfig","environment":"e","key":"tx"}]}
                        """).send().isProblem(422, "duplicate-target");
        assertThat(node.revision()).isEqualTo(before);
    }

    @Test
    void auditShowsTheChain() {
        var head = client.get("/api/v1/audit/head").send().is(200);
        var page =
                client.get("/api/v1/audit").query("from=1&to=2&limit=1").send().is(200);
        assertThat(page.json().at("/items")).hasSize(1);
        var next = client.get("/api/v1/audit")
                .query("from=1&to=2&limit=1&cursor=" + page.at("/nextCursor"))
                .send()
                .is(200);
        assertThat(next.at("/items/0/previousHash")).isEqualTo(page.at("/items/0/hash"));
        client.get("/api/v1/audit").query("project=p").send().is(200);
        assertThat(head.at("/hash")).hasSize(64);
    }

    @Test
    void theExportIsOneCommitPerLine() {
        var export = client.get("/api/v1/audit/export").query("to=3").send().is(200);
        String[] lines = export.text().split("\n", -1);
        assertThat(lines).hasSize(4);
        for (int i = 0; i < 3; i++) {
            assertThat(io.cfguardian.http.fixture.Contract.SERVED.faults("Commit", lines[i]))
                    .isEmpty();
        }
    }

    @Test
    void theClusterIsShown() {
        assertThat(client.get("/api/v1/cluster").send().is(200).at("/members/0/role"))
                .isEqualTo("leader");
    }
}
