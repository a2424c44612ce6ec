package io.cfguardian.http.route;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.command.Command.CreateProject;
import io.cfguardian.domain.command.Command.DeleteProject;
import io.cfguardian.domain.command.Command.UpdateProject;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.limit.Limit;
import io.cfguardian.domain.project.Project;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.Envelopes;
import io.cfguardian.http.answer.Results;
import io.cfguardian.http.answer.Results.Written;
import io.cfguardian.http.json.Members;
import io.cfguardian.http.json.StrictJson;
import io.cfguardian.http.request.BodyRule;
import io.cfguardian.http.request.Call;
import io.cfguardian.http.request.Conditions;
import io.cfguardian.http.request.Paging;
import io.cfguardian.http.request.ReadOptions;
import io.cfguardian.http.request.WriteOptions;
import java.util.List;
import java.util.Set;

/** Projects: list, create, read, describe, delete. */
final class ProjectRoutes {

    private static final String DESCRIPTION = "description";

    private final UseCases useCases;

    ProjectRoutes(UseCases useCases) {
        this.useCases = useCases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.PROJECTS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.of("POST", Paths.PROJECTS, BodyRule.structure(Route.JSON), this::create),
                Route.get(Paths.PROJECT, this::read).taking("consistency", "minRevision"),
                Route.of("PATCH", Paths.PROJECT, BodyRule.structure(Route.MERGE_PATCH), this::update),
                Route.delete(Paths.PROJECT, this::delete));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                useCases.projects()
                        .projects(ReadOptions.of(call), Paging.after(call, ProjectKey::new), Paging.limit(call)),
                Envelopes::write);
    }

    private Answer read(Call call) {
        Found<Project> found = Results.found(useCases.projects().project(ReadOptions.of(call), call.project()));
        return Answer.json(200, (json, out) -> Envelopes.write(json, found.value()))
                .at(found.revision());
    }

    private Answer create(Call call) {
        Conditions.refuse(call);
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of("key", DESCRIPTION));
        ProjectKey key = body.key("key", "project", ProjectKey::new);
        String description =
                body.optionalText(DESCRIPTION, Limit.DESCRIPTION_CHARS.max()).orElse("");
        WriteRequest request = WriteOptions.of(call);
        Written written = Results.written(
                useCases.writes().run(request, new CreateProject(key, description)), request, MediaType.JSON);
        // Made of the commit, not read: it may have been changed since by others, and a replay gives the first answer.
        Project created =
                Project.create(key, description, written.stamp(call.actor().principal()));
        return written.mark(
                Answer.json(201, (json, out) -> Envelopes.write(json, created)).header("Location", Paths.of(key)));
    }

    private Answer update(Call call) {
        Conditions.refuse(call);
        Members body = Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(DESCRIPTION));
        ProjectKey key = call.project();
        if (!body.has(DESCRIPTION)) {
            // An empty merge patch changes nothing, and needs no commit to find that out.
            return read(call);
        }
        String description = body.isNull(DESCRIPTION)
                ? ""
                : body.optionalText(DESCRIPTION, Limit.DESCRIPTION_CHARS.max()).orElse("");
        WriteRequest request = WriteOptions.of(call);
        Written written = Results.written(
                useCases.writes().run(request, new UpdateProject(key, description)), request, MediaType.JSON);
        return written.mark(project(call, key));
    }

    private Answer delete(Call call) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        Written written = Results.written(
                useCases.writes().run(request, new DeleteProject(call.project())), request, MediaType.JSON);
        return written.mark(Answer.empty(204));
    }

    /** The project as it is on this node, which has applied the write. */
    private Answer project(Call call, ProjectKey key) {
        Project project = Results.found(useCases.projects().project(ReadOptions.own(call), key))
                .value();
        return Answer.json(200, (json, out) -> Envelopes.write(json, project));
    }
}
