type Stop = SVGAElement;

/** The links of the map as one tab stop: arrow keys go from link to link. */
export class Stops {
  private readonly all: Stop[];

  constructor(private readonly graph: SVGSVGElement) {
    this.all = [...graph.querySelectorAll<Stop>("[data-stop]")];
    const first = this.all.find((stop) => stop.hasAttribute("aria-current")) ?? this.all[0];
    for (const stop of this.all) stop.setAttribute("tabindex", stop === first ? "0" : "-1");
  }

  current(): Stop | undefined {
    return this.all.find((stop) => stop.getAttribute("tabindex") === "0");
  }

  /** Moves by an arrow key; false for other keys. */
  move(key: string): boolean {
    const from = this.current();
    if (!from) return false;
    const focused = this.graph.contains(document.activeElement);
    if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(key)) return false;
    const next = focused ? this.next(from, key) : from;
    if (next) this.focus(next);
    return true;
  }

  private focus(stop: Stop): void {
    this.current()?.setAttribute("tabindex", "-1");
    stop.setAttribute("tabindex", "0");
    stop.focus();
    stop.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private next(from: Stop, key: string): Stop | undefined {
    if (key === "ArrowUp" || key === "ArrowDown") return this.above(from, key === "ArrowUp");
    const right = key === "ArrowRight";
    return this.linked(from, right) ?? this.beside(from, right);
  }

  private above(from: Stop, up: boolean): Stop | undefined {
    const here = from.getBoundingClientRect();
    return this.nearest(
      from,
      (box) => Math.abs(box.left - here.left) < 20 && (up ? box.top < here.top : box.top > here.top),
      (box) => Math.abs(box.top - here.top),
    );
  }

  private beside(from: Stop, right: boolean): Stop | undefined {
    const here = from.getBoundingClientRect();
    return this.nearest(
      from,
      (box) => (right ? box.left > here.right : box.right < here.left),
      (box) => Math.abs(box.left - here.left) * 2 + Math.abs(box.top - here.top),
    );
  }

  private nearest(from: Stop, fits: (box: DOMRect) => boolean, distance: (box: DOMRect) => number): Stop | undefined {
    return this.all
      .filter((stop) => stop !== from)
      .map((stop) => ({ stop, box: stop.getBoundingClientRect() }))
      .filter(({ box }) => fits(box))
      .sort((a, b) => distance(a.box) - distance(b.box))[0]?.stop;
  }

  /** The other end of the first line that starts or ends here. */
  private linked(from: Stop, right: boolean): Stop | undefined {
    const [near, far] = right ? (["from", "to"] as const) : (["to", "from"] as const);
    const own = [from.dataset["place"], from.closest<SVGGElement>("[data-node]")?.dataset["node"]];
    for (const name of own) {
      for (const line of this.graph.querySelectorAll<SVGPathElement>("[data-from]")) {
        if (name !== undefined && line.dataset[near] === name) {
          const found = this.named(line.dataset[far]);
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  private named(place: string | undefined): Stop | undefined {
    return (
      this.all.find((stop) => stop.dataset["place"] === place) ??
      this.all.find((stop) => !stop.dataset["place"] && stop.closest<SVGGElement>("[data-node]")?.dataset["node"] === place)
    );
  }
}
