package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.app.identity.provider.RoleMapping.Entry;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.server.settings.SettingsResult.Refused;
import io.cfguardian.server.settings.SettingsResult.Usable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing on through a provider: all of it together, or none. */
class SignOnSettingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "CLUSTER_PLAINTEXT", "true",
            "SECRETS_MASTER", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u",
            "SSO_PROVIDER", "corp",
            "SSO_ISSUER", "https://login.example.com/realms/corp",
            "SSO_CLIENT_ID", "cfguardian",
            "SSO_CLIENT_SECRET", "a-client-secret",
            "SSO_REDIRECT_URI", "https://cfg.example.com/api/v1/auth/sso/corp/callback");

    private static SettingsResult read(Map<String, String> changes) {
        Map<String, String> variables = new TreeMap<>();
        COMPLETE.forEach((name, value) -> variables.put("CFGUARDIAN_" + name, value));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                variables.remove("CFGUARDIAN_" + name);
            } else {
                variables.put("CFGUARDIAN_" + name, value);
            }
        });
        return SettingsReader.read(null, variables);
    }

    private static Settings.SignOn signOn(Map<String, String> changes) {
        assertThat(read(changes)).isInstanceOf(Usable.class);
        return Objects.requireNonNull(
                ((Usable) read(changes)).settings().identity().signOn());
    }

    private static String problems(Map<String, String> changes) {
        return read(changes) instanceof Refused(var problems) ? problems.toString() : "";
    }

    @Test
    void aProviderLinksAndMakesNobodyAndHasNoSayInRolesUnlessTold() {
        Settings.SignOn signOn = signOn(Map.of());
        assertThat(signOn.provider().issuer()).isEqualTo(URI.create("https://login.example.com/realms/corp"));
        assertThat(signOn.provider().scopes()).containsExactly("email", "profile");
        assertThat(signOn.roles()).isEqualTo(RoleMapping.NONE);
        assertThat(signOn.linkByEmail()).isFalse();
        assertThat(signOn.createUsers()).isFalse();
        assertThat(signOn.toString()).doesNotContain("a-client-secret");
    }

    @Test
    void nobodyIsLinkedByAnAddressThatAnybodyMayRegister() {
        String problem = "auth.registration";
        assertThat(problems(Map.of("SSO_LINK_BY_EMAIL", "true", "AUTH_REGISTRATION", "open")))
                .contains(problem);
        assertThat(problems(Map.of("SSO_LINK_BY_EMAIL", "true", "AUTH_REGISTRATION", "approval")))
                .contains(problem);
        assertThat(read(Map.of("SSO_LINK_BY_EMAIL", "true", "AUTH_REGISTRATION", "closed")))
                .isInstanceOf(Usable.class);
        assertThat(read(Map.of("SSO_CREATE_USERS", "true", "AUTH_REGISTRATION", "open")))
                .isInstanceOf(Usable.class);
    }

    @Test
    void rolesAreReadWithWhatGivesThem() {
        RoleMapping roles = signOn(Map.of(
                        "SSO_ROLES_CLAIM", "groups",
                        "SSO_ADMINISTRATORS", "operators",
                        "SSO_ROLES", "/staff=pay/viewer, cn=team=shop.eu/admin"))
                .roles();
        assertThat(roles)
                .isEqualTo(new RoleMapping(
                        "operators",
                        List.of(
                                new Entry("/staff", new ProjectKey("pay"), Role.VIEWER),
                                new Entry("cn=team", new ProjectKey("shop.eu"), Role.ADMIN))));
    }

    @ParameterizedTest
    @CsvSource({
        "SSO_ISSUER, '', sso.issuer",
        "SSO_ISSUER, http://login.example.com, sso.issuer",
        "SSO_ISSUER, https://login.example.com?x=1, sso.issuer",
        "SSO_CLIENT_ID, '', sso.client-id",
        "SSO_CLIENT_SECRET, '', sso.client-secret",
        "SSO_REDIRECT_URI, '', sso.redirect-uri",
        "SSO_REDIRECT_URI, https://cfg.example.com/api/v1/auth/sso/other/callback, sso.redirect-uri",
        "SSO_PROVIDER, '', sso.provider",
        "SSO_PROVIDER, Corp, sso.provider",
        "SSO_ROLES, staff=pay/viewer, sso.roles-claim",
        "SSO_ADMINISTRATORS, operators, sso.roles-claim",
        "SSO_ROLES, staff, sso.roles",
        "SSO_ROLES, staff=pay/owner, sso.roles",
        "SSO_ROLES, staff=pay/, sso.roles"
    })
    void whatIsMissingOrDoesNotFitIsNamed(String variable, String value, String named) {
        assertThat(problems(Map.of(variable, value))).contains(named).doesNotContain("a-client-secret");
    }
}
