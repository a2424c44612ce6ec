package io.cfguardian.http.answer;

import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.domain.event.IdentityEvent.DataKeyWrapped;
import io.cfguardian.domain.event.IdentityEvent.EventsDelivered;
import io.cfguardian.domain.event.IdentityEvent.FactorActivated;
import io.cfguardian.domain.event.IdentityEvent.FactorDisabled;
import io.cfguardian.domain.event.IdentityEvent.FactorEnrolled;
import io.cfguardian.domain.event.IdentityEvent.IdentityLinked;
import io.cfguardian.domain.event.IdentityEvent.LoginCharged;
import io.cfguardian.domain.event.IdentityEvent.MemberPut;
import io.cfguardian.domain.event.IdentityEvent.MemberRemoved;
import io.cfguardian.domain.event.IdentityEvent.Observed;
import io.cfguardian.domain.event.IdentityEvent.PasswordRehashed;
import io.cfguardian.domain.event.IdentityEvent.PasswordSet;
import io.cfguardian.domain.event.IdentityEvent.Purged;
import io.cfguardian.domain.event.IdentityEvent.RefreshReused;
import io.cfguardian.domain.event.IdentityEvent.RegistrationRefused;
import io.cfguardian.domain.event.IdentityEvent.SessionOpened;
import io.cfguardian.domain.event.IdentityEvent.SessionRefreshed;
import io.cfguardian.domain.event.IdentityEvent.SessionsClosed;
import io.cfguardian.domain.event.IdentityEvent.SigningKeyRotated;
import io.cfguardian.domain.event.IdentityEvent.TokenIssued;
import io.cfguardian.domain.event.IdentityEvent.TokenRevoked;
import io.cfguardian.domain.event.IdentityEvent.TokenRotated;
import io.cfguardian.domain.event.IdentityEvent.Unlocked;
import io.cfguardian.domain.event.IdentityEvent.UserCreated;
import io.cfguardian.domain.event.IdentityEvent.UserDeleted;
import io.cfguardian.domain.event.IdentityEvent.UserUpdated;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.http.json.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The shapes of events about identity: all that the hash covers, as {@link Commits} has those of the others. */
public final class IdentityCommits {

    private IdentityCommits() {}

    static void details(JsonGenerator json, IdentityEvent event) {
        switch (event) {
            case UserCreated e -> {
                user(json, e.subject());
                json.writeBooleanProperty("administrator", e.administrator());
            }
            case UserUpdated e -> {
                user(json, e.subject());
                json.writeStringProperty("status", name(e.status()));
                json.writeBooleanProperty("administrator", e.administrator());
            }
            case UserDeleted e -> user(json, e.subject());
            case PasswordSet e -> user(json, e.subject());
            case IdentityLinked e -> {
                user(json, e.subject());
                json.writeStringProperty("provider", e.provider());
            }
            case LoginCharged e -> {
                json.writeStringProperty("account", e.account().hex());
                json.writeNumberProperty("failures", e.failures());
                time(json, "lockedUntil", e.lockedUntil());
            }
            case Unlocked e -> user(json, e.subject());
            case SessionOpened e -> {
                user(json, e.subject());
                json.writeStringProperty("session", e.session().value());
                json.writeStringProperty("method", name(e.method()));
            }
            case SessionRefreshed e -> {
                user(json, e.subject());
                json.writeStringProperty("session", e.session().value());
            }
            case RefreshReused e -> {
                user(json, e.subject());
                json.writeStringProperty("session", e.session().value());
            }
            case SessionsClosed e -> {
                user(json, e.subject());
                json.writeArrayPropertyStart("sessions");
                e.sessions().forEach(session -> json.writeString(session.value()));
                json.writeEndArray();
            }
            case FactorEnrolled e -> user(json, e.subject());
            case FactorActivated e -> user(json, e.subject());
            case FactorDisabled e -> user(json, e.subject());
            case MemberPut e -> {
                json.writeStringProperty("principal", e.subject().principal().name());
                grant(json, e.grant());
            }
            case MemberRemoved e ->
                json.writeStringProperty("principal", e.subject().principal().name());
            case TokenIssued e -> {
                json.writeStringProperty("token", e.subject().key().value());
                time(json, "expires", e.expires());
            }
            case TokenRotated e -> {
                json.writeStringProperty("token", e.subject().key().value());
                time(json, "expires", e.expires());
            }
            case TokenRevoked e ->
                json.writeStringProperty("token", e.subject().key().value());
            case SigningKeyRotated e ->
                json.writeStringProperty("signingKey", e.key().value());
            case DataKeyWrapped e -> json.writeStringProperty("masterSecret", e.master());
            case Observed e -> {
                json.writeNumberProperty("events", e.events());
                json.writeNumberProperty("used", e.used());
            }
            case Purged e -> {
                json.writeNumberProperty("sessions", e.sessions());
                json.writeNumberProperty("tokens", e.tokens());
                json.writeNumberProperty("accounts", e.accounts());
                json.writeNumberProperty("events", e.events());
            }
            case PasswordRehashed e -> user(json, e.subject());
            case RegistrationRefused e -> user(json, e.subject());
            case EventsDelivered e -> {
                json.writeNumberProperty("next", e.next());
                json.writeNumberProperty("lost", e.lost());
            }
        }
    }

    /** The roles of a grant: {@code role} in the whole project, null for none, and {@code environments}. */
    public static void grant(JsonGenerator json, Grant grant) {
        Role whole = grant.project();
        Json.text(json, "role", whole == null ? null : name(whole));
        json.writeName("environments");
        json.writeStartObject();
        grant.environments().forEach((environment, role) -> json.writeStringProperty(environment.value(), name(role)));
        json.writeEndObject();
    }

    /** The name of a constant in the interface: lower case with hyphens. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void user(JsonGenerator json, UserId user) {
        json.writeStringProperty("user", user.value());
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) {
        if (time == null) {
            json.writeNullProperty(name);
        } else {
            Json.time(json, name, time);
        }
    }
}
