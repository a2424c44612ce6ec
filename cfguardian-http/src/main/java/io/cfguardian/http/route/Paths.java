package io.cfguardian.http.route;

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

/** The path templates of the contract, and the paths of things. */
final class Paths {

    static final String PROJECTS = "/api/v1/projects";
    static final String PROJECT = PROJECTS + "/{project}";
    static final String ENVIRONMENTS = PROJECT + "/environments";
    static final String ENVIRONMENT = ENVIRONMENTS + "/{environment}";
    static final String SCHEMAS = PROJECT + "/schemas";
    static final String SCHEMA = SCHEMAS + "/{schema}";
    static final String CONFIGS = ENVIRONMENT + "/configs";
    static final String CONFIG = CONFIGS + "/{config}";
    static final String MEMBERS = PROJECT + "/members";
    static final String MEMBER = MEMBERS + "/{member}";
    static final String TOKENS = PROJECT + "/tokens";
    static final String TOKEN = TOKENS + "/{token}";
    static final String AUDIT = "/api/v1/audit";
    static final String SEARCH = "/api/v1/search";
    static final String AUTH = "/api/v1/auth";
    static final String USERS = "/api/v1/users";
    static final String USER = USERS + "/{user}";
    static final String SECURITY = "/api/v1/security";
    static final String CLUSTER = "/api/v1/cluster";
    static final String NODES = CLUSTER + "/members";
    static final String NODE = NODES + "/{node}";

    private Paths() {}

    /** Where {@code subject} is. */
    static String of(Subject subject) {
        return switch (subject) {
            case ProjectKey project -> PROJECTS + "/" + project;
            case EnvironmentId environment -> of(environment.project()) + "/environments/" + environment.key();
            case SchemaId schema -> of(schema.project()) + "/schemas/" + schema.key();
            case ConfigId config -> of(config.environmentId()) + "/configs/" + config.key();
            case UserId user -> USERS + "/" + user;
            case MemberId member -> of(member.project()) + "/members/" + name(member);
            case ServiceTokenId token -> of(token.project()) + "/tokens/" + token.key();
            case IdentityPart ignored -> SECURITY;
            case NodeId ignored -> CLUSTER;
            case ClusterPart ignored -> CLUSTER;
        };
    }

    /** How a member is named within its project: a service token without the project's key. */
    static String name(MemberId member) {
        return member.principal()
                .token()
                .map(token -> "token:" + token.key())
                .orElseGet(() -> member.principal().name());
    }
}
