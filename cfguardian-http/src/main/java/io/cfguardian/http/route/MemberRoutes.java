package io.cfguardian.http.route;

import io.cfguardian.app.read.ReadResult.Found;
import io.cfguardian.app.write.WriteRequest;
import io.cfguardian.domain.command.IdentityCommand;
import io.cfguardian.domain.command.IdentityCommand.PutMember;
import io.cfguardian.domain.command.IdentityCommand.RemoveMember;
import io.cfguardian.domain.decide.Outcome.Effect;
import io.cfguardian.domain.document.MediaType;
import io.cfguardian.domain.identity.Grant;
import io.cfguardian.domain.identity.Membership;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.http.answer.Answer;
import io.cfguardian.http.answer.IdentityEnvelopes;
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
import tools.jackson.core.JsonGenerator;

/** A project's members: list, read, give roles, take them away. */
final class MemberRoutes {

    private final UseCases useCases;
    private final io.cfguardian.app.identity.member.Members members;

    MemberRoutes(UseCases useCases) {
        this.useCases = useCases;
        this.members = useCases.administration().members();
    }

    List<Route> routes() {
        return List.of(
                Route.get(Paths.MEMBERS, this::list).taking("limit", "cursor", "consistency", "minRevision"),
                Route.get(Paths.MEMBER, this::read).taking("consistency", "minRevision"),
                Route.of("PUT", Paths.MEMBER, BodyRule.structure(Route.JSON), this::put),
                Route.delete(Paths.MEMBER, this::remove));
    }

    private Answer list(Call call) {
        return Pages.of(
                call,
                members.list(
                        ReadOptions.of(call), call.project(), Paging.after(call, Principal::new), Paging.limit(call)),
                MemberRoutes::write);
    }

    private Answer read(Call call) {
        Found<Membership> found = Results.found(members.member(ReadOptions.of(call), call.member()));
        return Answer.json(200, (json, out) -> write(json, found.value())).at(found.revision());
    }

    private Answer put(Call call) {
        Members body =
                Members.of(StrictJson.parse(call.body().bytes()), "", Set.of(GrantBody.ROLE, GrantBody.ENVIRONMENTS));
        MemberId id = call.member();
        Grant grant = GrantBody.of(body);
        Written written = write(call, new PutMember(id, grant));
        // Made of the commit, not read: it may have been changed since by others, and a replay gives the first answer.
        Membership member = written.time() == null
                ? Results.found(members.member(ReadOptions.own(call), id)).value()
                : new Membership(id, grant, written.stamp(call.actor().principal()));
        boolean created = written.result().effect() == Effect.CREATED;
        Answer answer = Answer.json(created ? 201 : 200, (json, out) -> write(json, member));
        return written.mark(created ? answer.header("Location", Paths.of(id)) : answer);
    }

    private Answer remove(Call call) {
        return write(call, new RemoveMember(call.member())).mark(Answer.empty(204));
    }

    private Written write(Call call, IdentityCommand command) {
        Conditions.refuse(call);
        WriteRequest request = WriteOptions.of(call);
        return Results.written(useCases.writes().run(request, command), request, MediaType.JSON);
    }

    private static void write(JsonGenerator json, Membership member) {
        IdentityEnvelopes.member(json, member, Paths.name(member.id()));
    }
}
