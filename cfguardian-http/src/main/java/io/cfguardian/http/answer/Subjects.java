package io.cfguardian.http.answer;

import io.cfguardian.domain.key.ClusterPart;
import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.IdentityPart;
import io.cfguardian.domain.key.MemberId;
import io.cfguardian.domain.key.NodeId;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.ServiceTokenId;
import io.cfguardian.domain.key.Subject;
import io.cfguardian.domain.key.UserId;
import io.cfguardian.http.problem.Problem;

/** How problems name the thing that they are about. */
final class Subjects {

    private Subjects() {}

    /** For sentences: {@code Config checkout.limits}. */
    static String named(Subject subject) {
        return switch (subject) {
            case ProjectKey project -> "Project " + project;
            case EnvironmentId environment -> "Environment " + environment;
            case SchemaId schema -> "Schema " + schema.key();
            case ConfigId config -> "Config " + config.key();
            case UserId user -> "User " + user;
            case MemberId member -> "Member " + member.principal();
            case ServiceTokenId token -> "Service token " + token.key();
            case IdentityPart ignored -> "It";
            case NodeId node -> "Node " + node;
            case ClusterPart ignored -> "The cluster";
        };
    }

    /** {@code problem} with the members {@code kind} and {@code name}. */
    static Problem about(Problem problem, Subject subject) {
        return switch (subject) {
            case ProjectKey project -> problem.with("kind", "project").with("name", project.value());
            case EnvironmentId environment ->
                problem.with("kind", "environment")
                        .with("name", environment.key().value());
            case SchemaId schema ->
                problem.with("kind", "schema").with("name", schema.key().value());
            case ConfigId config ->
                problem.with("kind", "config").with("name", config.key().value());
            case UserId user -> problem.with("kind", "user").with("name", user.value());
            case MemberId member ->
                problem.with("kind", "member").with("name", member.principal().name());
            case ServiceTokenId token ->
                problem.with("kind", "token").with("name", token.key().value());
            case IdentityPart ignored -> problem;
            case NodeId node -> problem.with("kind", "node").with("name", node.value());
            case ClusterPart ignored -> problem;
        };
    }
}
