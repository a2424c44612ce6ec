package io.cfguardian.http.answer;

import io.cfguardian.domain.cluster.ClusterNode;
import io.cfguardian.domain.cluster.ClusterNode.Standing;
import io.cfguardian.domain.event.ClusterEvent;
import io.cfguardian.domain.event.ClusterEvent.ClusterFounded;
import io.cfguardian.domain.event.ClusterEvent.FormatRaised;
import io.cfguardian.domain.event.ClusterEvent.NodeAdded;
import io.cfguardian.domain.event.ClusterEvent.NodeJoined;
import io.cfguardian.domain.event.ClusterEvent.NodeLeaving;
import io.cfguardian.domain.event.ClusterEvent.NodePromoted;
import io.cfguardian.domain.event.ClusterEvent.NodeRemoved;
import tools.jackson.core.JsonGenerator;

/** What a commit says of changes of the cluster's nodes. */
final class ClusterCommits {

    private ClusterCommits() {}

    static void details(JsonGenerator json, ClusterEvent event) {
        switch (event) {
            case ClusterFounded e -> {
                json.writeNumberProperty("format", e.format().value());
                json.writeArrayPropertyStart("nodes");
                for (ClusterNode node : e.nodes()) {
                    json.writeStartObject();
                    node(json, node.id().value(), node.address(), node.http(), node.standing());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case FormatRaised e -> json.writeNumberProperty("format", e.format().value());
            case NodeAdded e -> node(json, e.subject().value(), e.address(), e.http(), e.standing());
            case NodePromoted e -> json.writeStringProperty("node", e.subject().value());
            case NodeJoined e -> json.writeStringProperty("node", e.subject().value());
            case NodeLeaving e -> json.writeStringProperty("node", e.subject().value());
            case NodeRemoved e -> json.writeStringProperty("node", e.subject().value());
        }
    }

    private static void node(JsonGenerator json, String id, String address, String http, Standing standing) {
        json.writeStringProperty("node", id);
        json.writeStringProperty("address", address);
        json.writeStringProperty("http", http);
        json.writeStringProperty(
                "standing",
                switch (standing) {
                    case VOTER -> "voter";
                    case LEARNER -> "learner";
                });
    }
}
