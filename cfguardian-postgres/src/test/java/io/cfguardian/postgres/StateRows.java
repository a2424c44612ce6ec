package io.cfguardian.postgres;

import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.event.Event;
import io.cfguardian.domain.identity.EntityKind;
import io.cfguardian.domain.identity.EntityRange;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.identity.User;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.revision.Revision;
import io.cfguardian.testkit.state.InMemoryState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a state has, as rows of the tables it is projected to. */
final class StateRows {

    private static final int ALL = 1_000_000;

    private final InMemoryState state;

    StateRows(InMemoryState state) {
        this.state = state;
    }

    Stream<Environment> environments() {
        return state.projects(null, ALL).stream()
                .map(Project::key)
                .flatMap(project -> state.environments(project, null, ALL).stream());
    }

    private Stream<ConfigId> configIds() {
        return state.commits(Revision.ZERO, ALL).stream()
                .flatMap(commit -> commit.events().stream())
                .map(Event::subject)
                .filter(ConfigId.class::isInstance)
                .map(ConfigId.class::cast)
                .distinct();
    }

    List<String> configVersions() {
        return configIds()
                .flatMap(id -> state.versions(id, null, ALL).stream())
                .map(this::row)
                .toList();
    }

    private String row(ConfigVersion version) {
        ConfigId id = version.id();
        String text = version.isLive()
                ? state.document(id, version.version())
                        .map(Document::text)
                        .orElseThrow()
                        .utf8()
                : "null";
        return "%s|%s|%s|%s|%s|%s|%s"
                .formatted(
                        id.project(),
                        id.environment(),
                        id.key(),
                        version.version(),
                        version.stamp().revision(),
                        version.stamp().author(),
                        text);
    }

    List<String> configs() {
        return configIds()
                .map(id -> state.config(id).orElseThrow())
                .map(version -> "%s|%s|%s|%s|%s"
                        .formatted(
                                version.id().project(),
                                version.id().environment(),
                                version.id().key(),
                                version.version(),
                                version.isLive() ? "f" : "t"))
                .toList();
    }

    List<String> users() {
        return state.list(EntityRange.all(EntityKind.USER), ALL).stream()
                .map(user -> "%s|%s|%s|%s|%s"
                        .formatted(
                                user.id().principal(),
                                user.status().name().toLowerCase(Locale.ROOT),
                                user.administrator() ? "t" : "f",
                                user.email(),
                                user.name()))
                .toList();
    }

    List<String> bindings() {
        List<Principal> deleted = state.list(EntityRange.all(EntityKind.USER), ALL).stream()
                .filter(user -> user.status() == User.Status.DELETED)
                .map(user -> user.id().principal())
                .toList();
        return state.list(EntityRange.all(EntityKind.MEMBER), ALL).stream()
                .filter(member -> !deleted.contains(member.id().principal()))
                .flatMap(StateRows::bindings)
                .toList();
    }

    private static Stream<String> bindings(Membership member) {
        String format = member.id().project() + "|" + member.id().principal() + "|%s|%s|"
                + member.granted().revision();
        return Stream.concat(
                Stream.ofNullable(member.grant().project())
                        .map(role -> format.formatted("*", role.name().toLowerCase(Locale.ROOT))),
                member.grant().environments().entrySet().stream()
                        .map(role -> format.formatted(
                                role.getKey(), role.getValue().name().toLowerCase(Locale.ROOT))));
    }
}
