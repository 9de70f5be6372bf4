import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkPointComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { numbersOf } from "./numbers";
import { options } from "./options";
import { onThemeChange, theme } from "./theme";

use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkPointComponent,
  TooltipComponent,
  SVGRenderer,
]);

const ROW = 26;

/** Draws the numbers of the table its data-table names; the table stays for those who read. */
class Chart extends HTMLElement {
  private readonly abort = new AbortController();
  private chart: EChartsType | undefined;

  connectedCallback(): void {
    // A tile that arrives late is parsed element by element: its table comes after its chart.
    requestAnimationFrame(() => this.start());
  }

  disconnectedCallback(): void {
    this.abort.abort();
    this.chart?.dispose();
  }

  private start(): void {
    const table = document.getElementById(this.dataset["table"] ?? "");
    if (!(table instanceof HTMLTableElement) || !this.isConnected || this.chart) return;
    const numbers = numbersOf(table);
    if (this.dataset["kind"] === "bar") this.style.height = `${numbers.labels.length * ROW + 30}px`;
    this.chart = init(this, null, { renderer: "svg" });
    const chart = this.chart;
    const paint = (): void => {
      const look = {
        kind: this.dataset["kind"] ?? "bar",
        format: this.dataset["format"],
        highlight: Number(this.dataset["highlight"] ?? 1),
        width: this.clientWidth,
      };
      chart.setOption(options(numbers, look, theme()), true);
    };
    paint();
    onThemeChange(paint, this.abort.signal);
    const resized = new ResizeObserver(() => {
      chart.resize();
      paint();
    });
    resized.observe(this);
    this.abort.signal.addEventListener("abort", () => resized.disconnect());
    this.toggleAttribute("data-drawn", true);
  }
}

customElements.define("mw-chart", Chart);
