// What all dashboards have in common.
import {
    DashboardBuilder,
    DashboardCursorSync,
    DashboardLinkBuilder,
    DashboardLinkType,
    DatasourceVariableBuilder,
    QueryVariableBuilder,
    RowBuilder,
    VariableRefresh,
    VariableSort,
    type Dashboard,
    type Panel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { DATASOURCE } from "./panel";

const TAG = "cfguardian";

export interface Row {
    readonly title: string;
    readonly panels: readonly Builder<Panel>[];
}

export interface Board {
    /** Names its file, and after "cfguardian-" the dashboard in its address. */
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** Variables beside data source, cluster and nodes. */
    readonly variables?: readonly QueryVariableBuilder[];
    readonly rows: readonly Row[];
}

/** A variable with the values of a label, of which one is chosen. */
export function labelValues(name: string, label: string, selector: string, of: string): QueryVariableBuilder {
    const query = `label_values(${selector}, ${of})`;
    return new QueryVariableBuilder(name)
        .label(label)
        .datasource(DATASOURCE)
        .query({ query, refId: name })
        .definition(query)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .sort(VariableSort.AlphabeticalAsc);
}

/** The same, of which several or all are chosen; all at first. */
export function severalLabelValues(name: string, label: string, selector: string, of: string): QueryVariableBuilder {
    return labelValues(name, label, selector, of)
        .multi(true)
        .includeAll(true)
        .allValue(".+")
        .current({ selected: true, text: "All", value: "$__all" });
}

export function dashboard(board: Board): Dashboard {
    const builder = new DashboardBuilder(`cfguardian / ${board.title}`)
        .uid(`cfguardian-${board.name}`)
        .description(board.description)
        .tags([TAG])
        .readonly()
        .timezone("browser")
        .time({ from: "now-1h", to: "now" })
        .refresh("30s")
        .tooltip(DashboardCursorSync.Crosshair)
        .link(
            new DashboardLinkBuilder("cfguardian")
                .type(DashboardLinkType.Dashboards)
                .tags([TAG])
                .asDropdown(true)
                .includeVars(true)
                .keepTime(true),
        )
        .withVariable(new DatasourceVariableBuilder("datasource").label("Data source").type("prometheus"))
        .withVariable(labelValues("cluster", "Cluster", 'up{job="cfguardian"}', "cluster"))
        .withVariable(
            severalLabelValues("instance", "Node", 'up{job="cfguardian", cluster="$cluster"}', "instance"),
        );
    board.variables?.forEach((variable) => builder.withVariable(variable));
    for (const row of board.rows) {
        builder.withRow(new RowBuilder(row.title));
        row.panels.forEach((panel) => builder.withPanel(panel));
    }
    const made = builder.build();
    // The builder would hide them in a menu.
    made.links?.forEach((link) => delete link.placement);
    made.panels?.forEach((panel, i) => (panel.id = i + 1));
    return made;
}
