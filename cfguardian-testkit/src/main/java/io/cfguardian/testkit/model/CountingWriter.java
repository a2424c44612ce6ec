package io.cfguardian.testkit.model;

import io.cfguardian.domain.chain.Commit;
import io.cfguardian.domain.config.ConfigVersion;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.identity.Entity;
import io.cfguardian.domain.identity.EntityKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.project.Environment;
import io.cfguardian.domain.project.Project;
import io.cfguardian.domain.schema.SchemaVersion;
import io.cfguardian.domain.state.Head;
import io.cfguardian.domain.state.RequestRecord;
import io.cfguardian.domain.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** Passes writes on and counts them. */
final class CountingWriter implements StateWriter {

    private final StateWriter next;
    private long writes;

    CountingWriter(StateWriter next) {
        this.next = next;
    }

    long writes() {
        return writes;
    }

    @Override
    public void head(Head head) {
        writes++;
        next.head(head);
    }

    @Override
    public void put(Project project) {
        writes++;
        next.put(project);
    }

    @Override
    public void put(Environment environment) {
        writes++;
        next.put(environment);
    }

    @Override
    public void remove(EnvironmentId id) {
        writes++;
        next.remove(id);
    }

    @Override
    public void append(SchemaVersion version, Document document) {
        writes++;
        next.append(version, document);
    }

    @Override
    public void append(ConfigVersion version, @Nullable Document document) {
        writes++;
        next.append(version, document);
    }

    @Override
    public void append(Commit commit) {
        writes++;
        next.append(commit);
    }

    @Override
    public void put(RequestRecord answer) {
        writes++;
        next.put(answer);
    }

    @Override
    public void remove(RequestRecord answer) {
        writes++;
        next.remove(answer);
    }

    @Override
    public void put(Entity entity) {
        writes++;
        next.put(entity);
    }

    @Override
    public void remove(EntityKey<?> key) {
        writes++;
        next.remove(key);
    }
}
