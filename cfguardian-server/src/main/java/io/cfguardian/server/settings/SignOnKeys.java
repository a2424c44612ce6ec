package io.cfguardian.server.settings;

import io.cfguardian.app.identity.provider.RoleMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What can be set about signing on through a provider; parts of {@link Keys#ALL}. */
final class SignOnKeys {

    static final Key<String> PROVIDER = new Key<>(
            "sso.provider",
            Kind.matching(
                    "name",
                    Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?"),
                    "1 to 32 of a-z, 0-9 and '-', a letter or digit first and last"),
            null,
            "The name of the OpenID Connect provider that people sign on with, as it is in paths. Links to users keep it:"
                    + " another provider needs another name. Without it nobody signs on in this way.");
    static final Key<URI> ISSUER = new Key<>(
            "sso.issuer",
            Kind.webUrl(),
            null,
            "The provider's issuer identifier, to the letter. Its configuration is found from there.");
    static final Key<String> CLIENT_ID = new Key<>(
            "sso.client-id",
            Kind.matching("text", Pattern.compile("[\\x21-\\x7e]{1,256}"), "1 to 256 visible ASCII characters"),
            null,
            "Who this cluster is to the provider.");
    static final Key<Secret> CLIENT_SECRET =
            new Key<>("sso.client-secret", Kind.secret(8), null, "What proves it to the provider.");
    static final Key<Path> CLIENT_SECRET_FILE = new Key<>(
            "sso.client-secret-file", Kind.path(), null, "A file that holds the client secret and nothing else.");
    static final Key<URI> REDIRECT_URI = new Key<>(
            "sso.redirect-uri",
            Kind.webUrl(),
            null,
            "Where the provider sends browsers back to: this cluster's address with"
                    + " /api/v1/auth/sso/(the provider's name)/callback. Registered with the provider to the letter.");
    static final Key<List<String>> SCOPES = new Key<>(
            "sso.scopes",
            Kind.list("scopes", Kind::scope),
            "email,profile",
            "What is asked of the provider besides openid.");
    static final Key<String> ROLES_CLAIM = new Key<>(
            "sso.roles-claim",
            Kind.matching("text", Pattern.compile("[\\x21-\\x7e]{1,256}"), "1 to 256 visible ASCII characters"),
            null,
            "The claim that lists a person's groups or roles; '/' steps into objects.");
    static final Key<String> ADMINISTRATORS = new Key<>(
            "sso.administrators",
            Kind.matching("text", Pattern.compile("\\P{Cntrl}{1,256}"), "1 to 256 characters"),
            null,
            "The value of that claim that makes an administrator, and without which nobody who signs on stays one, the last"
                    + " one apart.");
    static final Key<List<RoleMapping.Entry>> ROLES = new Key<>(
            "sso.roles",
            Kind.list(
                    "entries of the form value=project/role, with viewer, editor or admin for a role", Kind::roleEntry),
            null,
            "Which roles the values of that claim give. In the projects named here whoever signs on has these roles and no"
                    + " others.");
    static final Key<Boolean> LINK_BY_EMAIL = new Key<>(
            "sso.link-by-email",
            Kind.flag(),
            "false",
            "Whether somebody with an e-mail address that the provider has verified becomes the user who has it.");
    static final Key<Boolean> CREATE_USERS = new Key<>(
            "sso.create-users", Kind.flag(), "false", "Whether somebody who signs on and is no user yet becomes one.");

    /** All of them, in the order of the documentation. */
    static final List<Key<?>> ALL = List.of(
            PROVIDER,
            ISSUER,
            CLIENT_ID,
            CLIENT_SECRET,
            CLIENT_SECRET_FILE,
            REDIRECT_URI,
            SCOPES,
            ROLES_CLAIM,
            ADMINISTRATORS,
            ROLES,
            LINK_BY_EMAIL,
            CREATE_USERS);

    private SignOnKeys() {}
}
