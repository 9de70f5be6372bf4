import { Panning } from "./panning";
import { Stops } from "./stops";
import { Preview } from "./preview";

/**
 * The lineage map: plain links without script; with it one tab stop and arrow keys, a preview of paths under the
 * pointer, zooming and panning.
 */
class LineageMap extends HTMLElement {
  private readonly abort = new AbortController();

  connectedCallback(): void {
    const graph = this.querySelector<SVGSVGElement>("[data-graph]");
    const canvas = this.querySelector<HTMLElement>(".canvas");
    if (!graph || !canvas) return;
    const { signal } = this.abort;
    const stops = new Stops(graph);
    const panning = new Panning(graph, canvas, signal);
    new Preview(graph, signal);
    canvas.removeAttribute("tabindex");
    const chosen = stops.current();
    if (chosen?.getAttribute("aria-current")) panning.show(chosen);
    document.addEventListener("keydown", (event) => this.onKey(event, stops, panning), { signal });
  }

  disconnectedCallback(): void {
    this.abort.abort();
  }

  private onKey(event: KeyboardEvent, stops: Stops, panning: Panning): void {
    const target = event.target instanceof Element ? event.target : document.body;
    const elsewhere = target !== document.body && !this.contains(target);
    if (elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea, dialog")) return;
    const onMap = target === document.body || target.closest(".canvas") !== null;
    if (this.command(event.key, panning) || (onMap && stops.move(event.key))) event.preventDefault();
  }

  /** Keys that work wherever the focus is on this page. */
  private command(key: string, panning: Panning): boolean {
    switch (key) {
      case "i":
      case "I":
        return this.focusOn("[data-impact]") || this.focusOn("[data-side]");
      case "f":
      case "F":
        panning.fit();
        return true;
      case "+":
      case "=":
        panning.zoom(1.2);
        return true;
      case "-":
        panning.zoom(1 / 1.2);
        return true;
      case "0":
        panning.reset();
        return true;
      case "/":
        return this.focusOn("[data-find]") || this.press(document.querySelector(".palette-open"));
      case "?":
        document.querySelector<HTMLDialogElement>("[data-all-keys]")?.showModal();
        return true;
      case "Escape":
        return this.press(this.querySelector("[data-clear]"));
      default:
        return false;
    }
  }

  private focusOn(selector: string): boolean {
    const element = this.querySelector<HTMLElement>(selector);
    element?.focus();
    element?.scrollIntoView({ block: "nearest" });
    return element !== null;
  }

  private press(control: Element | null): boolean {
    if (!(control instanceof HTMLElement)) return false;
    control.click();
    return true;
  }
}

customElements.define("mw-lineage", LineageMap);
