package io.cfguardian.document.usecase;

import static io.cfguardian.document.usecase.UseCases.refusal;
import static io.cfguardian.document.usecase.UseCases.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.app.config.ConfigQueries.ConfigText;
import io.cfguardian.app.config.SchemaChoice;
import io.cfguardian.app.document.Patching.MergePatch;
import io.cfguardian.app.replica.ReplicationFailure.NoQuorum;
import io.cfguardian.app.replica.ReplicationFailure.OutcomeUnknown;
import io.cfguardian.app.transaction.Draft;
import io.cfguardian.app.write.Refusal;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.app.write.WriteResult;
import io.cfguardian.app.write.WriteResult.Decided;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import io.cfguardian.domain.command.Command;
import io.cfguardian.domain.command.Expectation;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.RequestId;
import io.cfguardian.domain.command.RequestId.Origin;
import io.cfguardian.domain.config.ConfigVersion.Live;
import io.cfguardian.domain.decide.Answer.Turn;
import io.cfguardian.domain.decide.Outcome.Committed;
import io.cfguardian.domain.decide.Outcome.Rejected;
import io.cfguardian.domain.decide.Outcome.Unchanged;
import io.cfguardian.domain.decide.Rejection;
import io.cfguardian.domain.decide.Rejection.VersionConflict;
import io.cfguardian.domain.document.JsonValue.JsonNumber;
import io.cfguardian.domain.document.JsonValue.JsonObject;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.identity.FactorProof;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.key.SessionId;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.domain.project.SchemaDemand;
import io.cfguardian.testkit.example.Examples;
import io.cfguardian.testkit.state.InMemoryReplica.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WritesTest {

    private static final String POSITIVE = "{\"properties\":{\"n\":{\"minimum\":1}}}";
    private static final String AT_LEAST_TEN = "{\"properties\":{\"n\":{\"minimum\":10}}}";

    private final UseCases cases = UseCases.withProject();

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void aDocumentThatBreaksItsSchemaIsRefusedAndNothingIsWritten() {
        cases.schema("limits", POSITIVE);
        long before = revision();
        Refusal refused = refusal(cases.put(cases.request(), "checkout", "{\"n\":0}", named("limits")));
        assertThat(refused).isInstanceOfSatisfying(Refusal.Violated.class, violated -> {
            assertThat(violated.schema()).isEqualTo(Examples.schemaRef("limits@1"));
            assertThat(violated.violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/n"));
        });
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void aSchemaThatChangesBeforeTheDecisionIsJudgedByAgain() {
        cases.schema("limits", POSITIVE);
        cases.replica.beforeNextProposal(() -> cases.schema("limits", AT_LEAST_TEN));
        assertThat(refusal(cases.put(cases.request(), "checkout", "{\"n\":5}", named("limits"))))
                .isInstanceOfSatisfying(
                        Refusal.Violated.class,
                        violated -> assertThat(violated.schema()).isEqualTo(Examples.schemaRef("limits@2")));
    }

    @Test
    void aConfigKeepsItsSchemaIsTakenFromItAndGivenAnother() {
        cases.schema("limits", POSITIVE);
        cases.schema("other", "{}");
        cases.put("checkout", "{\"n\":1}", "limits");
        cases.put("checkout", "{\"n\":2}");
        assertThat(schemaOf("checkout")).isEqualTo("limits@1");
        cases.committed(cases.put(cases.request(), "checkout", "{\"n\":0}", SchemaChoice.Simple.NONE));
        assertThat(schemaOf("checkout")).isNull();
        cases.put("checkout", "{\"n\":0}", "other");
        assertThat(schemaOf("checkout")).isEqualTo("other@1");
    }

    @Test
    void aConfigWhoseSchemaIsChangedMeanwhileKeepsTheNewOne() {
        cases.schema("limits", POSITIVE);
        cases.schema("strict", AT_LEAST_TEN);
        cases.put("checkout", "{\"n\":20}", "limits");
        cases.replica.beforeNextProposal(() -> cases.put("checkout", "{\"n\":30}", "strict"));
        assertThat(refusal(cases.put(cases.request(), "checkout", "{\"n\":5}", SchemaChoice.Simple.KEEP)))
                .isInstanceOfSatisfying(
                        Refusal.Violated.class,
                        violated -> assertThat(violated.schema()).isEqualTo(Examples.schemaRef("strict@1")));
    }

    @Test
    void anUnknownSchemaIsRefused() {
        assertThat(refusal(cases.put(cases.request(), "checkout", "1", named("nope"))))
                .isEqualTo(new Refusal.UnknownSchema(Examples.schema("pay/nope")));
    }

    @Test
    void anEnvironmentThatDemandsSchemasRefusesAConfigWithout() {
        cases.committed(cases.writes.run(
                cases.request(),
                new Command.UpdateEnvironment(Examples.environment("pay/prod"), null, SchemaDemand.REQUIRED)));
        assertThat(cases.outcome(cases.put(cases.request(), "checkout", "1", SchemaChoice.Simple.KEEP)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection()).isInstanceOf(Rejection.SchemaRequired.class));
        assertThat(refusal(cases.validateConfig.run(
                        UseCases.FRESH,
                        Examples.config("pay/prod/checkout"),
                        MediaType.JSON,
                        Bytes.utf8("1"),
                        SchemaChoice.Simple.KEEP)))
                .isInstanceOf(Refusal.SchemaRequired.class);
    }

    @Test
    void theSameTextAgainIsNoCommit() {
        Committed first = cases.put("checkout", "{\"n\":1}");
        assertThat(cases.outcome(cases.put(cases.request(), "checkout", "{\"n\":1}", SchemaChoice.Simple.KEEP)))
                .isInstanceOf(Unchanged.class);
        assertThat(revision()).isEqualTo(first.revision().value());
    }

    @Test
    void aRepeatedRequestHasTheFirstAnswerWhateverHappenedSince() {
        cases.schema("limits", POSITIVE);
        WriteRequest request = cases.request("key");
        Committed first = cases.committed(cases.put(request, "checkout", "{\"n\":5}", named("limits")));
        cases.schema("limits", AT_LEAST_TEN);
        WriteResult again = cases.put(request, "checkout", "{\"n\":5}", named("limits"));
        assertThat(((Decided) again).answer().turn()).isEqualTo(Turn.REPEATED);
        assertThat(cases.outcome(again)).isEqualTo(first);
    }

    @Test
    void aRequestIdForAnotherRequestIsRefused() {
        cases.committed(cases.put(cases.request("key"), "checkout", "1", SchemaChoice.Simple.KEEP));
        WriteRequest other = new WriteRequest(
                UseCases.ADMIN,
                null,
                new RequestId(Origin.CLIENT, "key"),
                Bytes.utf8("other").sha256());
        assertThat(cases.outcome(cases.put(other, "checkout", "2", SchemaChoice.Simple.KEEP)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection()).isEqualTo(Rejection.RequestReused.REQUEST_REUSED));
    }

    @Test
    void anUnknownOutcomeIsSettledByTheSameRequestId() {
        WriteRequest request = cases.request("key");
        cases.replica.failNext(Fault.UNKNOWN_APPLIED);
        assertThatThrownBy(() -> cases.put(request, "checkout", "1", SchemaChoice.Simple.KEEP))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(version(cases.committed(cases.put(request, "checkout", "1", SchemaChoice.Simple.KEEP))))
                .isEqualTo(Examples.version(1));

        WriteRequest lost = cases.request("lost");
        cases.replica.failNext(Fault.UNKNOWN_NOT_APPLIED);
        assertThatThrownBy(() -> cases.put(lost, "checkout", "2", SchemaChoice.Simple.KEEP))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(version(cases.committed(cases.put(lost, "checkout", "2", SchemaChoice.Simple.KEEP))))
                .isEqualTo(Examples.version(2));
    }

    @Test
    void aRefusalIsNotGivenOnAStateThatMayBeOld() {
        cases.replica.loseLeader();
        assertThatThrownBy(() -> cases.put(cases.request(), "checkout", "1", named("nope")))
                .isInstanceOf(NoQuorum.class);
    }

    @Test
    void aPatchIsAppliedAgainWhenTheConfigMoved() {
        cases.put("checkout", "{\"a\":1,\"b\":1}");
        cases.replica.beforeNextProposal(() -> cases.put("checkout", "{\"a\":2,\"b\":2}"));
        cases.committed(cases.patchConfig.run(
                cases.request(), Examples.config("pay/prod/checkout"), Expectation.Simple.ANY, merge("b", 3)));
        assertThat(json("checkout")).isEqualToIgnoringWhitespace("{\"a\":2,\"b\":3}");
        assertThat(cases.newest("checkout").config().version()).isEqualTo(Examples.version(3));
    }

    @Test
    void aPatchUnderAVersionThatMovedIsAConflict() {
        cases.put("checkout", "{\"a\":1}");
        cases.replica.beforeNextProposal(() -> cases.put("checkout", "{\"a\":2}"));
        assertThat(cases.outcome(cases.patchConfig.run(
                        cases.request(),
                        Examples.config("pay/prod/checkout"),
                        new Expectation.At(Examples.version(1)),
                        merge("a", 3))))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection())
                                .isInstanceOfSatisfying(
                                        VersionConflict.class,
                                        conflict ->
                                                assertThat(conflict.current()).isEqualTo(Examples.version(2))));
    }

    @Test
    void aPatchThatChangesNoValueLeavesTheTextAlone() {
        cases.put("checkout", "{ \"a\" : 1.0 }");
        assertThat(cases.outcome(cases.patchConfig.run(
                        cases.request(), Examples.config("pay/prod/checkout"), Expectation.Simple.ANY, merge("a", 1))))
                .isInstanceOf(Unchanged.class);
        assertThat(json("checkout")).isEqualTo("{ \"a\" : 1.0 }");
    }

    @Test
    void aConfigThatAlwaysMovesIsContended() {
        cases.put("checkout", "{\"a\":0}");
        for (int i = 1; i <= 40; i++) {
            int n = i;
            cases.replica.beforeNextProposal(n % 2 == 1 ? () -> cases.put("checkout", "{\"a\":" + n + "}") : () -> {});
        }
        assertThat(refusal(cases.patchConfig.run(
                        cases.request(), Examples.config("pay/prod/checkout"), Expectation.Simple.ANY, merge("b", 1))))
                .isInstanceOf(Refusal.Contended.class);
    }

    @Test
    void aRollbackUndoesADeleteAndBringsBackNoSchemaWhereThereWasNone() {
        cases.schema("limits", POSITIVE);
        cases.put("checkout", "{\"n\":0}");
        cases.put("checkout", "{\"n\":1}", "limits");
        cases.delete("checkout");
        Committed rolledBack = cases.committed(cases.rollbackConfig.run(
                cases.request(), Examples.config("pay/prod/checkout"), Expectation.Simple.ANY, Examples.version(1)));
        assertThat(version(rolledBack)).isEqualTo(Examples.version(4));
        assertThat(json("checkout")).isEqualTo("{\"n\":0}");
        assertThat(schemaOf("checkout")).isNull();
    }

    @Test
    void aRollbackToWhatItsSchemaNowForbidsIsRefused() {
        cases.schema("limits", POSITIVE);
        cases.put("checkout", "{\"n\":5}", "limits");
        cases.put("checkout", "{\"n\":50}");
        cases.schema("limits", AT_LEAST_TEN);
        assertThat(refusal(cases.rollbackConfig.run(
                        cases.request(),
                        Examples.config("pay/prod/checkout"),
                        Expectation.Simple.ANY,
                        Examples.version(1))))
                .isInstanceOf(Refusal.Violated.class);
        assertThat(refusal(cases.rollbackConfig.run(
                        cases.request(),
                        Examples.config("pay/prod/checkout"),
                        Expectation.Simple.ANY,
                        Examples.version(9))))
                .isInstanceOf(Refusal.NoSuchVersion.class);
    }

    @Test
    void aTransactionPutsASchemaAndAConfigUnderIt() {
        WriteResult result = cases.runTransaction.run(
                cases.request(),
                Examples.project("pay"),
                List.of(),
                List.of(schemaDraft("limits", AT_LEAST_TEN), configDraft("checkout", "{\"n\":10}", named("limits"))));
        assertThat(cases.committed(result).results()).hasSize(2);
        assertThat(schemaOf("checkout")).isEqualTo("limits@1");
    }

    @Test
    void aTransactionIsJudgedByTheSchemaItPutsAndWritesNothingWhenRefused() {
        cases.schema("limits", POSITIVE);
        long before = revision();
        assertThat(refusal(cases.runTransaction.run(
                        cases.request(),
                        Examples.project("pay"),
                        List.of(),
                        List.of(
                                configDraft("a", "{\"n\":1}", named("limits")),
                                schemaDraft("limits", AT_LEAST_TEN),
                                configDraft("b", "{\"n\":1}", named("limits"))))))
                .isInstanceOfSatisfying(Refusal.InOperation.class, refused -> {
                    assertThat(refused.index()).isEqualTo(2);
                    assertThat(refused.refusal()).isInstanceOf(Refusal.Violated.class);
                });
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void aTransactionOverASchemaThatMovesIsPreparedAgain() {
        cases.schema("limits", POSITIVE);
        cases.replica.beforeNextProposal(() -> cases.schema("limits", AT_LEAST_TEN));
        cases.committed(cases.runTransaction.run(
                cases.request(),
                Examples.project("pay"),
                List.of(),
                List.of(schemaDraft("limits", "{}"), configDraft("a", "{\"n\":0}", named("limits")))));
        assertThat(schemaOf("a")).isEqualTo("limits@3");
    }

    @Test
    void someoneElseFindsNothing() {
        WriteRequest stranger = new WriteRequest(
                signedIn("bob"),
                null,
                new RequestId(Origin.CLIENT, "key"),
                Bytes.utf8("key").sha256());
        assertThat(refusal(cases.put(stranger, "checkout", "1", named("nope"))))
                .isEqualTo(new Refusal.NotFound(Examples.project("pay")));
    }

    /** A user without any role. */
    private Actor signedIn(String name) {
        UserId user = new UserId(name);
        SessionId session = new SessionId("0123456789abcdef0123456789abcdef");
        Committed created = cases.committed(
                cases.writes.run(cases.request(), new IdentityCommand.CreateUser(user, null, "", false, null, null)));
        cases.committed(cases.writes.run(
                cases.request(),
                new IdentityCommand.OpenSession(
                        user,
                        session,
                        null,
                        created.revision(),
                        FactorProof.None.NONE,
                        Session.Method.PASSWORD,
                        Session.Reach.FULL,
                        Hash.ZERO,
                        Hash.ZERO,
                        Duration.ofDays(7))));
        return new Actor.Person(user, session);
    }

    private long revision() {
        return cases.replica.view().head().revision().value();
    }

    private static SchemaChoice named(String schema) {
        return new SchemaChoice.Named(Examples.schema("pay/" + schema).key());
    }

    private static Draft schemaDraft(String key, String text) {
        return new Draft.PutSchema(Examples.schema("pay/" + key), Expectation.Simple.ANY, Bytes.utf8(text));
    }

    private static Draft configDraft(String key, String json, SchemaChoice schema) {
        return new Draft.PutConfig(
                Examples.config("pay/prod/" + key), Expectation.Simple.ANY, MediaType.JSON, Bytes.utf8(json), schema);
    }

    private static MergePatch merge(String name, int value) {
        return new MergePatch(
                new JsonObject(new LinkedHashMap<>(Map.of(name, new JsonNumber(BigDecimal.valueOf(value))))));
    }

    private String json(String key) {
        ConfigText text = cases.newest(key);
        return Objects.requireNonNull(text.document()).json().utf8();
    }

    private @Nullable String schemaOf(String key) {
        return cases.newest(key).config().content() instanceof Live live && live.schema() != null
                ? live.schema().toString()
                : null;
    }
}
