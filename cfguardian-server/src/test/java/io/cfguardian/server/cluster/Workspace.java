package io.cfguardian.server.cluster;

import io.cfguardian.testkit.cluster.ApiClient;
import io.cfguardian.testkit.cluster.Reply;

/**
 * A project with the environment {@code prod}, made for one test.
 *
 * @param project its key
 */
record Workspace(String project) {

    private static final String PROJECTS = "/api/v1/projects";

    static Workspace create(ApiClient client, String project) {
        Reply created = client.post(PROJECTS, "{\"key\":\"%s\"}".formatted(project));
        created.expect(201);
        Workspace workspace = new Workspace(project);
        client.post(workspace.path() + "/environments", "{\"key\":\"prod\"}").expect(201);
        return workspace;
    }

    String path() {
        return PROJECTS + "/" + project;
    }

    String config(String key) {
        return path() + "/environments/prod/configs/" + key;
    }

    String schema(String key) {
        return path() + "/schemas/" + key;
    }

    String watch(String query) {
        return path() + "/watch?" + query;
    }
}
