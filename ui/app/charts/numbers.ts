export interface Series {
  name: string;
  values: (number | null)[];
  texts: string[];
}

/** What a chart draws: labels, and for each series a value and its text at every label. */
export interface Numbers {
  labels: string[];
  series: Series[];
}

/** Reads the numbers off the table that stands beside a chart for those who do not see it. */
export function numbersOf(table: HTMLTableElement): Numbers {
  const heads = [...table.querySelectorAll("thead th")].map((head) => textOf(head));
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children] as HTMLElement[]);
  return {
    labels: rows.map((row) => textOf(row[0])),
    series: heads.slice(1).map((name, i) => ({
      name,
      values: rows.map((row) => valueOf(row[i + 1])),
      texts: rows.map((row) => textOf(row[i + 1])),
    })),
  };
}

function textOf(cell: Element | undefined): string {
  return cell?.textContent?.trim() ?? "";
}

function valueOf(cell: HTMLElement | undefined): number | null {
  const value = cell?.dataset["value"];
  return value === undefined ? null : Number(value);
}

export function largest(series: Series): number {
  return Math.max(0, ...series.values.map((value) => value ?? 0));
}

/** A value on an axis: 12k, 3.5, 40%. */
export function short(value: number, format: string | undefined): string {
  if (format === "percent") return `${Math.round(value * 100)}%`;
  const size = Math.abs(value);
  if (size >= 1_000_000) return `${trim(value / 1_000_000)}M`;
  if (size >= 10_000) return `${trim(value / 1_000)}k`;
  return trim(value);
}

function trim(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}
