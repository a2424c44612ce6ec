package io.cfguardian.app.search;

import java.util.List;

/** One step of a {@link Query}: from each node that was reached to the nodes that any of its selectors selects. */
public sealed interface Segment {

    /** At least one. */
    List<Selector> selectors();

    /** {@code .name}, {@code .*} or {@code [...]}: selects among the children of a node. */
    record Child(List<Selector> selectors) implements Segment {
        public Child {
            selectors = atLeastOne(selectors);
        }
    }

    /** {@code ..name}, {@code ..*} or {@code ..[...]}: selects among the children of a node and of all nodes below it. */
    record Descendant(List<Selector> selectors) implements Segment {
        public Descendant {
            selectors = atLeastOne(selectors);
        }
    }

    private static List<Selector> atLeastOne(List<Selector> selectors) {
        if (selectors.isEmpty()) {
            throw new IllegalArgumentException("a segment has at least one selector");
        }
        return List.copyOf(selectors);
    }
}
