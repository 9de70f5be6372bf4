import type { EChartsCoreOption } from "echarts/core";
import { largest, short, type Numbers, type Series } from "./numbers";
import type { Theme } from "./theme";

export interface Look {
  kind: string;
  format: string | undefined;
  highlight: number;
  width: number;
}

/** Above this, two series share no axis: the smaller one would be a line on the ground. */
const COMPARABLE = 8;
/** With more lines than this their names would meet at the end. */
const NAMED = 3;
const LETTER = 7.4;
const LONGEST_LABEL = 190;

/** The drawing of some numbers, in ECharts' terms. */
export function options(numbers: Numbers, look: Look, theme: Theme): EChartsCoreOption {
  const base = {
    // What is measured anew while it still moves would stay between its two places.
    animation: false,
    textStyle: { fontFamily: "Inter, system-ui, sans-serif", color: theme.secondary, fontSize: 12 },
    aria: { enabled: false },
  };
  if (look.kind === "bar") return { ...base, ...bars(numbers, look, theme) };
  const panels = look.kind === "line" && apart(numbers.series);
  return { ...base, ...(panels ? panelled(numbers, look, theme) : together(numbers, look, theme)) };
}

function apart(series: Series[]): boolean {
  const sizes = series.map(largest);
  return series.length === 2 && Math.max(...sizes) > COMPARABLE * Math.max(1e-9, Math.min(...sizes));
}

function bars(numbers: Numbers, look: Look, theme: Theme): EChartsCoreOption {
  const room = Math.min(LONGEST_LABEL, longest(numbers.labels) * LETTER + 20, look.width * 0.4);
  return {
    grid: { left: room, right: 56, top: 0, bottom: 22 },
    tooltip: tooltip(numbers, theme),
    xAxis: valueAxis(look, theme),
    yAxis: {
      type: "category",
      data: numbers.labels,
      inverse: true,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.ink, fontSize: 13, width: room - 10, overflow: "truncate", interval: 0 },
    },
    series: numbers.series.map((series, i) => ({
      name: series.name,
      type: "bar",
      barMaxWidth: 14,
      data: series.values.map((value, row) => ({
        value,
        itemStyle: { color: numbers.series.length > 1 ? mark(i, theme) : highlighted(row, look, theme) },
      })),
      label: {
        show: numbers.series.length === 1,
        position: "right",
        color: theme.ink,
        fontSize: 12,
        formatter: (point: { dataIndex: number }) => series.texts[point.dataIndex] ?? "",
      },
    })),
  };
}

function highlighted(row: number, look: Look, theme: Theme): string {
  return row < look.highlight ? theme.marks[0] : theme.marks[2];
}

function together(numbers: Numbers, look: Look, theme: Theme): EChartsCoreOption {
  const names = Math.min(LONGEST_LABEL, longest(numbers.series.map((series) => series.name)) * LETTER + 16);
  const right = look.kind === "line" && look.width > 520 && numbers.series.length <= NAMED ? names : 12;
  const legend = right !== names && numbers.series.length > 1;
  return {
    grid: { left: 48, right, top: legend ? legendHeight(numbers.series, look.width) : 10, bottom: 24 },
    legend: { show: legend, top: 0, left: 0, textStyle: { color: theme.ink }, itemWidth: 28, itemHeight: 8 },
    tooltip: tooltip(numbers, theme),
    xAxis: timeAxis(numbers, theme, 0, true),
    yAxis: valueAxis(look, theme),
    series: numbers.series.map((series, i) =>
      look.kind === "line" ? line(series, i, theme, right === names) : stacked(series, i, theme),
    ),
  };
}

/** Of as many lines as the names need. */
function legendHeight(series: Series[], width: number): number {
  const needed = series.map((one) => one.name.length * LETTER + 48).reduce((sum, one) => sum + one, 0);
  return 14 + 20 * Math.ceil(needed / Math.max(1, width));
}

function panelled(numbers: Numbers, look: Look, theme: Theme): EChartsCoreOption {
  const big = numbers.series.map(largest).indexOf(Math.max(...numbers.series.map(largest)));
  const frames = [
    { left: 48, right: 64, top: 10, height: "52%" },
    { left: 48, right: 64, bottom: 24, height: "24%" },
  ];
  const order = big === 0 ? [0, 1] : [1, 0];
  return {
    grid: frames,
    tooltip: tooltip(numbers, theme),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    xAxis: [timeAxis(numbers, theme, 0, false), timeAxis(numbers, theme, 1, true)],
    yAxis: [0, 1].map((gridIndex) => ({ ...valueAxis(look, theme), gridIndex, splitNumber: gridIndex === 0 ? 4 : 2 })),
    series: order.map((index, panel) => {
      const series = numbers.series[index];
      if (series === undefined) return {};
      const drawn = panel === 0 ? line(series, panel, theme, true) : stacked(series, panel, theme);
      return {
        ...drawn,
        xAxisIndex: panel,
        yAxisIndex: panel,
        barMaxWidth: 12,
        ...(panel === 1 && { markPoint: name(series, theme.marks[1], numbers.labels.length - 1) }),
      };
    }),
  };
}

/** The name of a bar series, beside its last bar as a line's is beside its end. */
function name(series: Series, colour: string, last: number): object {
  return {
    symbol: "circle",
    symbolSize: 0.1,
    silent: true,
    label: { position: "right", distance: 18, color: colour, fontWeight: 600, formatter: series.name },
    data: [{ coord: [last, (series.values[last] ?? 0) / 2] }],
  };
}

function line(series: Series, i: number, theme: Theme, named: boolean): object {
  const colour = mark(i, theme);
  return {
    name: series.name,
    type: "line",
    symbol: "none",
    data: series.values,
    lineStyle: { width: 2.5, color: colour, type: i < theme.marks.length ? "solid" : "dashed" },
    itemStyle: { color: colour },
    endLabel: {
      show: named,
      formatter: series.name,
      color: i === 2 ? theme.secondary : colour,
      fontWeight: 600,
      width: LONGEST_LABEL - 16,
      overflow: "truncate",
    },
  };
}

function stacked(series: Series, i: number, theme: Theme): object {
  return {
    name: series.name,
    type: "bar",
    stack: "all",
    barMaxWidth: 28,
    data: series.values,
    itemStyle: { color: mark(i, theme) },
  };
}

function mark(i: number, theme: Theme): string {
  return theme.marks[i % theme.marks.length] ?? theme.ink;
}

function timeAxis(numbers: Numbers, theme: Theme, gridIndex: number, labelled: boolean): object {
  return {
    type: "category",
    data: numbers.labels,
    gridIndex,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: labelled ? theme.ink : theme.line } },
    axisLabel: { show: labelled, color: theme.hint, hideOverlap: true, formatter: shortened },
  };
}

/** October 2026 as Oct 26. */
function shortened(label: string): string {
  const month = /^([A-Z][a-z]{2})[a-z]* (\d{2})(\d{2})$/.exec(label);
  return month ? `${month[1]} ’${month[3]}` : label;
}

function valueAxis(look: Look, theme: Theme): object {
  return {
    type: "value",
    splitNumber: 4,
    splitLine: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.hint, formatter: (value: number) => short(value, look.format) },
  };
}

function tooltip(numbers: Numbers, theme: Theme): object {
  return {
    trigger: "axis",
    renderMode: "richText",
    backgroundColor: theme.sheet,
    borderColor: theme.ink,
    borderRadius: 2,
    textStyle: { color: theme.ink, fontSize: 12 },
    axisPointer: { type: "none" },
    formatter: (points: { dataIndex: number }[]) => {
      const row = points[0]?.dataIndex ?? 0;
      const lines = numbers.series.map((series) => `${series.name}: ${series.texts[row] ?? ""}`);
      return [numbers.labels[row] ?? "", ...lines].join("\n");
    },
  };
}

function longest(texts: string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
