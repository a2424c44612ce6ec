package io.cfguardian.http.answer;

import static io.cfguardian.http.answer.IdentityCommits.name;

import io.cfguardian.app.identity.member.Credential;
import io.cfguardian.app.identity.security.Alert;
import io.cfguardian.app.identity.security.Purging;
import io.cfguardian.app.identity.security.SecurityMetrics;
import io.cfguardian.app.identity.security.SecurityMetrics.Completeness;
import io.cfguardian.app.identity.user.Profile;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.Session;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Stamp;
import io.cfguardian.http.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The shapes in which users, members, tokens, sessions and security events are answered. */
public final class IdentityEnvelopes {

    private IdentityEnvelopes() {}

    /** A user. */
    public static void user(JsonGenerator json, Profile user) {
        user(json, user, null);
    }

    /**
     * A user.
     *
     * @param generated the password that was made for it, null for none to tell
     */
    public static void user(JsonGenerator json, Profile user, @Nullable String generated) {
        EmailAddress email = user.email();
        json.writeStartObject();
        json.writeStringProperty("id", user.id().value());
        Json.text(json, "email", email == null ? null : email.value());
        json.writeStringProperty("name", user.name());
        json.writeStringProperty("status", name(user.status()));
        json.writeBooleanProperty("administrator", user.administrator());
        json.writeBooleanProperty("mfa", user.hasFactor());
        json.writeBooleanProperty("hasPassword", user.hasPassword());
        stamp(json, "created", user.created());
        json.writeNumberProperty("changed", user.changed().value());
        if (generated != null) {
            json.writeStringProperty("password", generated);
        }
        json.writeEndObject();
    }

    /**
     * A member of a project.
     *
     * @param name how it is named within the project
     */
    public static void member(JsonGenerator json, Membership member, String name) {
        json.writeStartObject();
        json.writeStringProperty("project", member.id().project().value());
        json.writeStringProperty("member", name);
        json.writeStringProperty("principal", member.id().principal().name());
        IdentityCommits.grant(json, member.grant());
        stamp(json, "granted", member.granted());
        json.writeEndObject();
    }

    /** A service token. */
    public static void token(JsonGenerator json, Credential token) {
        token(json, token, null);
    }

    /**
     * A service token.
     *
     * @param secret the token as its service presents it, null for none to tell
     */
    public static void token(JsonGenerator json, Credential token, @Nullable String secret) {
        Grant grant = token.grant();
        json.writeStartObject();
        json.writeStringProperty("project", token.id().project().value());
        json.writeStringProperty("key", token.id().key().value());
        json.writeStringProperty("principal", token.id().principal().name());
        json.writeStringProperty("description", token.description());
        if (grant == null) {
            json.writeNullProperty("role");
            json.writeName("environments");
            json.writeStartObject();
            json.writeEndObject();
        } else {
            IdentityCommits.grant(json, grant);
        }
        Json.time(json, "expires", token.expires());
        Json.time(json, "lastUsed", token.lastUsed());
        stamp(json, "created", token.created());
        Json.time(json, "rotated", token.rotated());
        Json.time(json, "previousUntil", token.previousUntil());
        if (secret != null) {
            json.writeStringProperty("token", secret);
        }
        json.writeEndObject();
    }

    /** A session and whose it is. */
    public static void session(JsonGenerator json, Session session) {
        json.writeStartObject();
        json.writeStringProperty("user", session.user().value());
        sessionMembers(json, session);
        json.writeEndObject();
    }

    /** What there is to say of a session to its owner. */
    public static void sessionMembers(JsonGenerator json, Session session) {
        json.writeStringProperty("id", session.id().value());
        json.writeStringProperty("method", name(session.method()));
        json.writeStringProperty("reach", name(session.reach()));
        json.writeStringProperty("address", session.source().address());
        json.writeStringProperty("agent", session.source().agent());
        Json.time(json, "opened", session.opened());
        Json.time(json, "refreshed", session.refreshed());
        Json.time(json, "expires", session.expires());
    }

    /** A security event. */
    public static void event(JsonGenerator json, SecurityEvent event) {
        SecurityEvent.Observation seen = event.observation();
        Principal principal = seen.principal();
        ProjectKey project = seen.project();
        Source source = seen.source();
        json.writeStartObject();
        json.writeNumberProperty("sequence", event.sequence());
        Json.time(json, "time", event.time());
        json.writeStringProperty("kind", name(seen.kind()));
        json.writeStringProperty("severity", name(seen.kind().severity()));
        Json.text(json, "principal", principal == null ? null : principal.name());
        Json.text(json, "project", project == null ? null : project.value());
        json.writeStringProperty("address", source == null ? "" : source.address());
        json.writeStringProperty("agent", source == null ? "" : source.agent());
        json.writeStringProperty("requestId", seen.requestId());
        json.writeStringProperty("detail", seen.detail());
        json.writeNumberProperty("revision", event.revision().value());
        json.writeEndObject();
    }

    /** How much there is of what guards look at. */
    public static void metrics(JsonGenerator json, SecurityMetrics metrics) {
        json.writeStartObject();
        json.writeArrayPropertyStart("events");
        for (SecurityMetrics.Window window : metrics.windows()) {
            json.writeStartObject();
            json.writeStringProperty("within", "PT" + window.hours() + "H");
            json.writeName("counts");
            json.writeStartObject();
            window.counts().forEach((kind, count) -> json.writeNumberProperty(name(kind), count));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("openSessions", metrics.openSessions());
        json.writeNumberProperty("users", metrics.users());
        json.writeNumberProperty("administrators", metrics.administrators());
        json.writeNumberProperty("tokens", metrics.tokens());
        json.writeNumberProperty("lockedAccounts", metrics.lockedAccounts());
        webhook(json, metrics.webhook());
        json.writeBooleanProperty("complete", metrics.completeness() == Completeness.COMPLETE);
        json.writeEndObject();
    }

    private static void webhook(JsonGenerator json, SecurityMetrics.@Nullable Webhook webhook) {
        if (webhook == null) {
            json.writeNullProperty("webhook");
            return;
        }
        json.writeName("webhook");
        json.writeStartObject();
        json.writeStringProperty("state", name(webhook.status().state()));
        json.writeNumberProperty("pending", webhook.progress().pending());
        json.writeNumberProperty("lagSeconds", webhook.progress().lag().toSeconds());
        json.writeNumberProperty("lost", webhook.progress().lost());
        Json.time(json, "lastTaken", webhook.progress().lastTaken());
        json.writeNumberProperty("failures", webhook.status().failures());
        json.writeStringProperty("lastFailure", webhook.status().lastFailure());
        json.writeEndObject();
    }

    /** Something that somebody should look at. */
    public static void alert(JsonGenerator json, Alert alert) {
        json.writeStartObject();
        json.writeStringProperty("kind", name(alert.kind()));
        json.writeStringProperty("severity", name(alert.kind().severity()));
        json.writeStringProperty("about", alert.about());
        json.writeNumberProperty("count", alert.count());
        Json.time(json, "first", alert.first());
        Json.time(json, "last", alert.last());
        json.writeEndObject();
    }

    /** What was purged. */
    public static void report(JsonGenerator json, Purging.Report report) {
        json.writeStartObject();
        json.writeNumberProperty("sessions", report.sessions());
        json.writeNumberProperty("tokens", report.tokens());
        json.writeNumberProperty("accounts", report.accounts());
        json.writeNumberProperty("events", report.events());
        json.writeEndObject();
    }

    private static void stamp(JsonGenerator json, String name, Stamp stamp) {
        json.writeName(name);
        json.writeStartObject();
        json.writeNumberProperty("revision", stamp.revision().value());
        Json.time(json, "time", stamp.time());
        json.writeStringProperty("author", stamp.author().name());
        json.writeEndObject();
    }
}
