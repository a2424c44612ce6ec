package io.cfguardian.testkit.decide.identity;

import static io.cfguardian.testkit.decide.identity.IdentityDesk.BOB;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.member;
import static io.cfguardian.testkit.decide.identity.IdentityDesk.token;
import static io.cfguardian.testkit.example.Examples.hash;
import static io.cfguardian.testkit.example.Examples.project;
import static io.cfguardian.testkit.example.Examples.stamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.command.IdentityCommand.DeleteUser;
import io.cfguardian.domain.command.IdentityCommand.IssueToken;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.command.IdentityCommand.RevokeToken;
import io.cfguardian.domain.command.IdentityCommand.RotateToken;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.identity.ServiceToken;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MemberTest {

    private static final ServiceTokenId CI = token("shop", "ci");

    private final IdentityDesk desk = new IdentityDesk();

    @BeforeEach
    void createShopAndBob() {
        desk.shop();
        desk.create("bob");
    }

    @Test
    void aMemberIsPutChangedAndRemoved() {
        assertThat(desk.put(BOB, Grant.of(Role.VIEWER))).endsWith("member shop/user:bob created");
        assertThat(desk.put(BOB, Grant.of(Role.VIEWER))).startsWith("unchanged");
        assertThat(desk.put(BOB, Grant.of(Role.ADMIN))).endsWith("member shop/user:bob changed");
        assertThat(desk.node(new RemoveMember(member(BOB)))).endsWith("member shop/user:bob deleted");
        assertThat(desk.node(new RemoveMember(member(BOB)))).endsWith("not found member shop/user:bob");
    }

    @Test
    void nobodyButAUserOrATokenOfTheProjectBecomesAMember() {
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.VIEWER)));
        desk.node(new io.cfguardian.domain.command.Command.CreateProject(project("bank"), ""));

        for (String name : new String[] {"user:nobody", "token:shop/none", "bob", "größe", "user:BOB"}) {
            MemberId id = new MemberId(project("shop"), new Principal(name));
            assertThat(desk.node(new PutMember(id, Grant.of(Role.VIEWER)))).endsWith("not found member shop/" + name);
            assertThat(desk.node(new RemoveMember(id))).endsWith("not found member shop/" + name);
        }
        assertThat(desk.node(new PutMember(new MemberId(project("bank"), CI.principal()), Grant.of(Role.VIEWER))))
                .endsWith("not found member bank/token:shop/ci");
        assertThat(desk.node(new PutMember(new MemberId(project("shop"), CI.principal()), Grant.of(Role.EDITOR))))
                .endsWith("changed");
        assertThat(desk.node(new PutMember(new MemberId(project("none"), BOB.principal()), Grant.of(Role.EDITOR))))
                .endsWith("not found project none");
    }

    @Test
    void aDeletedUserBecomesNoMemberButCanBeRemoved() {
        desk.put(BOB, Grant.of(Role.VIEWER));
        desk.node(new DeleteUser(BOB));

        assertThat(desk.put(BOB, Grant.of(Role.ADMIN))).endsWith("not found member shop/user:bob");
        assertThat(desk.node(new RemoveMember(member(BOB)))).endsWith("deleted");
    }

    @Test
    void aRoleInAnUnknownEnvironmentIsRefused() {
        Grant grant = new Grant(Role.VIEWER, new TreeMap<>(Map.of(new EnvironmentKey("none"), Role.ADMIN)));

        assertThat(desk.put(BOB, grant)).endsWith("not found environment shop/none");
        assertThat(desk.node(new IssueToken(CI, "", hash("a"), null, grant)))
                .endsWith("not found environment shop/none");
    }

    @Test
    void theTwoThousandAndFirstMemberIsRefused() {
        for (int i = 0; i < 2_000; i++) {
            desk.state.put(new Membership(member(new UserId("u" + i)), Grant.of(Role.VIEWER), stamp(1)));
        }

        assertThat(desk.put(BOB, Grant.of(Role.VIEWER))).endsWith("limit reached members per project");
        assertThat(desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.VIEWER))))
                .endsWith("limit reached members per project");
        assertThat(desk.put(desk.create("u7"), Grant.of(Role.ADMIN))).endsWith("changed");
    }

    @Test
    void theFiveHundredAndFirstTokenIsRefused() {
        for (int i = 0; i < 500; i++) {
            desk.node(new IssueToken(token("shop", "t" + i), "", hash("a"), null, Grant.of(Role.VIEWER)));
        }

        assertThat(desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.VIEWER))))
                .endsWith("limit reached tokens per project");
    }

    @Test
    void aRotatedTokensOldSecretServesThroughTheOverlapOnly() {
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.EDITOR)));
        assertThat(desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.EDITOR))))
                .endsWith("already exists token shop/ci");
        desk.node(new RotateToken(CI, hash("b"), Duration.ofHours(1), null));

        assertThat(ci().accepts(hash("a"), desk.clock.plus(Duration.ofHours(1)).minusMillis(1)))
                .isTrue();
        assertThat(ci().accepts(hash("a"), desk.clock.plus(Duration.ofHours(1))))
                .isFalse();
        assertThat(ci().accepts(hash("b"), desk.clock)).isTrue();
        assertThat(desk.state.find(EntityKey.of(new MemberId(project("shop"), CI.principal()))))
                .isPresent();

        desk.node(new RotateToken(CI, hash("c"), Duration.ZERO, null));
        assertThat(ci().accepts(hash("a"), desk.clock)).isFalse();
        assertThat(ci().accepts(hash("b"), desk.clock)).isFalse();
    }

    @Test
    void anExpiredTokenAcceptsNothing() {
        desk.node(new IssueToken(CI, "", hash("a"), desk.clock.plusSeconds(60), Grant.of(Role.EDITOR)));

        assertThat(ci().accepts(hash("a"), desk.clock.plusSeconds(60).minusMillis(1)))
                .isTrue();
        assertThat(ci().accepts(hash("a"), desk.clock.plusSeconds(60))).isFalse();
    }

    @Test
    void aRevokedTokenIsGoneWithItsRoles() {
        desk.node(new IssueToken(CI, "", hash("a"), null, Grant.of(Role.EDITOR)));

        assertThat(desk.node(new RevokeToken(CI))).endsWith("token shop/ci deleted");
        assertThat(desk.state.find(EntityKey.of(new MemberId(project("shop"), CI.principal()))))
                .isEmpty();
        assertThat(desk.node(new RevokeToken(CI))).endsWith("not found token shop/ci");
        assertThat(desk.node(new RotateToken(CI, hash("b"), Duration.ZERO, null)))
                .endsWith("not found token shop/ci");
    }

    private ServiceToken ci() {
        return desk.state.find(EntityKey.of(CI)).orElseThrow();
    }
}
