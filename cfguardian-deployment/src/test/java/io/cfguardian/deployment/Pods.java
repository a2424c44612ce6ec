package io.cfguardian.deployment;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pod that some resource makes.
 *
 * @param name of the resource and where it is from, for a message
 */
record Pods(String name, Map<String, String> labels, PodSpec spec) {

    static List<Pods> of(Resources resources) {
        return resources.all().stream()
                .flatMap(resource -> of(resources, resource))
                .toList();
    }

    /** All containers, those that run first included. */
    Stream<Container> containers() {
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream());
    }

    @Override
    public String toString() {
        return name;
    }

    private static Stream<Pods> of(Resources resources, HasMetadata resource) {
        String name = resource.getKind() + " " + resource.getMetadata().getName() + " of " + resources;
        return switch (resource) {
            case Pod pod -> Stream.of(new Pods(name, pod.getMetadata().getLabels(), pod.getSpec()));
            case StatefulSet set -> Stream.of(of(name, set.getSpec().getTemplate()));
            case CronJob job ->
                Stream.of(of(name, job.getSpec().getJobTemplate().getSpec().getTemplate()));
            default -> Stream.empty();
        };
    }

    private static Pods of(String name, PodTemplateSpec template) {
        return new Pods(name, template.getMetadata().getLabels(), template.getSpec());
    }
}
