package io.cfguardian.document.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many schemas each schema applies to one place of an instance, everything below it included. Each schema is
 * counted once and remembered, so the count takes time in the size of the schema although it may stand for a number that
 * doubles with every definition. Confined to one compilation.
 */
final class ApplicationCost {

    private final int applicationsMax;
    private final int chainMax;
    private final Map<SchemaGraph.Node, Cost> costs = new HashMap<>();
    private final Set<SchemaGraph.Node> onTheWay = new HashSet<>();

    private record Cost(long applications, int chain) {}

    private ApplicationCost(int applicationsMax, int chainMax) {
        this.applicationsMax = applicationsMax;
        this.chainMax = chainMax;
    }

    /**
     * The largest cost in {@code graph}.
     *
     * @throws RefusedSchema when a schema applies itself to the same place, or costs too much
     */
    static long requireBounded(SchemaGraph graph, ValidationLimits limits) {
        ApplicationCost cost = new ApplicationCost(limits.applicationsMax(), limits.chainMax());
        long largest = 0;
        for (SchemaGraph.Node node : graph.nodes()) {
            largest = Math.max(largest, cost.of(node, node.pointer(), 0).applications());
        }
        return largest;
    }

    private Cost of(SchemaGraph.Node node, String via, int chain) {
        Cost known = costs.get(node);
        if (known != null) {
            return known;
        }
        if (chain > chainMax) {
            throw tooLong(via);
        }
        if (!onTheWay.add(node)) {
            throw new RefusedSchema("the schema applies itself to the same value without end", via);
        }
        long applications = 1;
        int longest = 0;
        for (SchemaGraph.Edge edge : node.samePlace()) {
            Cost below = of(edge.target(), edge.via(), chain + 1);
            applications += below.applications();
            longest = Math.max(longest, below.chain());
            if (longest >= chainMax) {
                throw tooLong(edge.via());
            }
            if (applications > applicationsMax) {
                throw new RefusedSchema(
                        "the schema is too costly: it applies more than " + applicationsMax + " schemas to one value",
                        edge.via());
            }
        }
        onTheWay.remove(node);
        Cost cost = new Cost(applications, longest + 1);
        costs.put(node, cost);
        return cost;
    }

    private RefusedSchema tooLong(String via) {
        return new RefusedSchema("more than " + chainMax + " schemas apply each other to one value", via);
    }
}
