// What a panel has to have: a title, a unit, a description, and a legend for each query.
import {
    BigValueGraphMode,
    GraphThresholdsStyleConfigBuilder,
    GraphThresholdsStyleMode,
    LegendDisplayMode,
    LegendPlacement,
    ReduceDataOptionsBuilder,
    SortOrder,
    TooltipDisplayMode,
    VizLegendOptionsBuilder,
    VizTooltipOptionsBuilder,
    type DataSourceRef,
} from "@grafana/grafana-foundation-sdk/common";
import { ThresholdsConfigBuilder, ThresholdsMode, type Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/** The Prometheus that the reader has chosen. */
export const DATASOURCE: DataSourceRef = { type: "prometheus", uid: "${datasource}" };

export interface Query {
    readonly expr: string;
    /** How a series is named, `{{label}}` for the value of a label. */
    readonly legend: string;
}

export interface About {
    readonly title: string;
    readonly description: string;
    /** A unit of Grafana, from its `units`. */
    readonly unit: string;
    /** 1 where the values are shares of a whole. */
    readonly max?: number;
    /** From where on a value is bad. */
    readonly bad?: number;
    /** Below which a value is bad. */
    readonly goodFrom?: number;
}

const LINES_WIDTH = 8;
const LINES_HEIGHT = 8;
const NUMBER_WIDTH = 4;
const NUMBER_HEIGHT = 4;

/** Values over time, a line for each series. */
export function lines(about: About, ...queries: Query[]): Builder<Panel> {
    const panel = new TimeseriesBuilder()
        .span(LINES_WIDTH)
        .height(LINES_HEIGHT)
        .min(0)
        .lineWidth(1)
        .fillOpacity(8)
        .legend(
            new VizLegendOptionsBuilder()
                .showLegend(true)
                .displayMode(LegendDisplayMode.List)
                .placement(LegendPlacement.Bottom)
                .calcs([]),
        )
        .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
        .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
    return filled(panel, about, queries);
}

/** The last value, large. */
export function number(about: About, query: Query): Builder<Panel> {
    const panel = new StatBuilder()
        .span(NUMBER_WIDTH)
        .height(NUMBER_HEIGHT)
        .graphMode(BigValueGraphMode.Area)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false).fields(""));
    return filled(panel, about, [query]);
}

function filled<P extends StatBuilder | TimeseriesBuilder>(panel: P, about: About, queries: readonly Query[]): P {
    panel
        .title(about.title)
        .description(about.description)
        .unit(about.unit)
        .datasource(DATASOURCE)
        .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(about)));
    if (about.max !== undefined) {
        panel.max(about.max);
    }
    queries.forEach((query, i) =>
        panel.withTarget(
            new DataqueryBuilder()
                .refId(String.fromCharCode("A".charCodeAt(0) + i))
                .datasource(DATASOURCE)
                .range()
                .expr(query.expr)
                .legendFormat(query.legend),
        ),
    );
    return panel;
}

/** The first step has no value: it begins below everything. */
function steps(about: About) {
    if (about.bad !== undefined) {
        return [
            { value: null, color: "green" },
            { value: about.bad, color: "red" },
        ];
    }
    if (about.goodFrom !== undefined) {
        return [
            { value: null, color: "red" },
            { value: about.goodFrom, color: "green" },
        ];
    }
    return [{ value: null, color: "blue" }];
}
