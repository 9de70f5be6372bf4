const DELAY = 120;

/** Shows, while the pointer rests on a node, what it comes from and what it goes into. */
export class Preview {
  private timer: number | undefined;

  constructor(
    private readonly graph: SVGSVGElement,
    signal: AbortSignal,
  ) {
    graph.addEventListener("pointerover", (event) => this.onOver(event), { signal });
    graph.addEventListener("pointerleave", () => this.clear(), { signal });
  }

  private onOver(event: PointerEvent): void {
    const node = event.target instanceof Element ? event.target.closest<SVGGElement>("[data-node]") : null;
    window.clearTimeout(this.timer);
    if (!node?.dataset["node"]) {
      this.clear();
      return;
    }
    const start = node.dataset["node"];
    this.timer = window.setTimeout(() => {
      this.clear();
      this.mark(start, "from", "to");
      this.mark(start, "to", "from");
    }, DELAY);
  }

  private mark(start: string, near: "from" | "to", far: "from" | "to"): void {
    const waiting = [start];
    const seen = new Set(waiting);
    const lines = [...this.graph.querySelectorAll<SVGPathElement>(".edges [data-from]")];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const line of lines) {
        const other = line.dataset[far];
        if (line.dataset[near] !== node || other === undefined) continue;
        line.classList.add("pre");
        if (!seen.has(other)) {
          seen.add(other);
          waiting.push(other);
        }
      }
    }
  }

  private clear(): void {
    window.clearTimeout(this.timer);
    for (const line of this.graph.querySelectorAll(".pre")) line.classList.remove("pre");
  }
}
