package io.cfguardian.testkit.generate;

import io.cfguardian.domain.key.ConfigId;
import io.cfguardian.domain.key.ConfigKey;
import io.cfguardian.domain.key.EnvironmentId;
import io.cfguardian.domain.key.EnvironmentKey;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.key.SchemaId;
import io.cfguardian.domain.key.SchemaKey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Keys from alphabets so small that commands meet each other, and so alike that a careless store mixes them up. */
public final class RandomKeys {

    /** Every project there can be. */
    public static final List<ProjectKey> PROJECTS =
            Stream.of("a", "a-b", "a.b", "ab", "b").map(ProjectKey::new).toList();

    /** Every environment there can be in a project. */
    public static final List<EnvironmentKey> ENVIRONMENTS =
            Stream.of("a", "a-b", "b").map(EnvironmentKey::new).toList();

    /** Every schema there can be in a project. */
    public static final List<SchemaKey> SCHEMAS =
            Stream.of("a", "a.b", "b").map(SchemaKey::new).toList();

    /** Every config there can be in an environment. */
    public static final List<ConfigKey> CONFIGS =
            Stream.of("a", "a-b", "a.b", "a_b", "ab").map(ConfigKey::new).toList();

    private final Pick pick;

    /** Keys from {@code random}. */
    public RandomKeys(SplittableRandom random) {
        this.pick = new Pick(random);
    }

    /** Any project. */
    public ProjectKey project() {
        return pick.of(PROJECTS);
    }

    /** Any environment of {@code project}. */
    public EnvironmentId environment(ProjectKey project) {
        return new EnvironmentId(project, pick.of(ENVIRONMENTS));
    }

    /** Any schema of {@code project}. */
    public SchemaId schema(ProjectKey project) {
        return new SchemaId(project, pick.of(SCHEMAS));
    }

    /** Any config of {@code project}. */
    public ConfigId config(ProjectKey project) {
        return ConfigId.of(environment(project), pick.of(CONFIGS));
    }
}
