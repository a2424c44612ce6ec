package io.cfguardian.app.search;

import io.cfguardian.app.replica.View;
import io.cfguardian.domain.access.Access;
import io.cfguardian.domain.access.Action;
import io.cfguardian.domain.access.Demand;
import io.cfguardian.domain.access.Place;
import io.cfguardian.domain.access.Rights;
import io.cfguardian.domain.identity.Actor;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environments that a search may look into, in the order of their names. Without state. */
final class Places {

    private static final int CHUNK = 500;

    private Places() {}

    /** Those that {@code query} covers and {@code actor} may read. */
    static List<EnvironmentId> of(SearchQuery query, Actor actor, View view) {
        List<EnvironmentId> places = new ArrayList<>();
        ProjectKey only = query.project();
        if (only != null) {
            if (view.project(only).filter(Project::isLive).isPresent()) {
                add(places, only, query, actor, view);
            }
            return places;
        }
        @Nullable ProjectKey after = null;
        List<Project> some = view.projects(null, CHUNK);
        while (!some.isEmpty()) {
            for (Project project : some) {
                if (project.isLive() && mayKnow(project.key(), actor, view)) {
                    add(places, project.key(), query, actor, view);
                }
            }
            after = some.getLast().key();
            some = view.projects(after, CHUNK);
        }
        return places;
    }

    /** Whether {@code place} is one of them. */
    static boolean include(EnvironmentId place, SearchQuery query, Actor actor, View view) {
        return view.project(place.project()).filter(Project::isLive).isPresent()
                && view.environment(place).isPresent()
                && isMeant(place, query, actor, view);
    }

    private static boolean mayKnow(ProjectKey project, Actor actor, View view) {
        return Rights.of(actor, Action.SEE, Place.of(project), view) == Access.GRANTED;
    }

    private static void add(List<EnvironmentId> places, ProjectKey project, SearchQuery query, Actor actor, View view) {
        @Nullable EnvironmentKey after = null;
        List<Environment> some = view.environments(project, null, CHUNK);
        while (!some.isEmpty()) {
            some.stream()
                    .map(Environment::id)
                    .filter(id -> isMeant(id, query, actor, view))
                    .forEach(places::add);
            after = some.getLast().id().key();
            some = view.environments(project, after, CHUNK);
        }
    }

    private static boolean isMeant(EnvironmentId id, SearchQuery query, Actor actor, View view) {
        return query.covers(id) && Rights.of(actor, reading(id), view) == Access.GRANTED;
    }

    private static Demand reading(EnvironmentId id) {
        return new Demand(Action.READ, Place.of(id.project(), id.key()));
    }
}
