const SMALLEST = 0.25;
const LARGEST = 3;
const CLICK = 4;

/** Zooming by size and panning by scrolling: the scroll bars stay true. */
export class Panning {
  private readonly width: number;
  private readonly height: number;
  private readonly usual: number;
  private scale: number;

  constructor(
    private readonly graph: SVGSVGElement,
    private readonly canvas: HTMLElement,
    signal: AbortSignal,
  ) {
    this.width = graph.viewBox.baseVal.width;
    this.height = graph.viewBox.baseVal.height;
    this.usual = graph.width.baseVal.value / this.width;
    this.scale = this.usual;
    canvas.addEventListener("wheel", (event) => this.onWheel(event), { signal, passive: false });
    canvas.addEventListener("pointerdown", (event) => this.onPointerDown(event), { signal });
  }

  fit(): void {
    const room = 16;
    this.to(Math.min((this.canvas.clientWidth - room) / this.width, (this.canvas.clientHeight - room) / this.height));
  }

  reset(): void {
    this.to(this.usual);
  }

  zoom(factor: number): void {
    this.to(this.scale * factor);
  }

  /** Scrolls so that an element stands in the middle. */
  show(element: Element): void {
    const box = element.getBoundingClientRect();
    const view = this.canvas.getBoundingClientRect();
    if (box.left < view.left || box.right > view.right) {
      this.canvas.scrollLeft += box.left + box.width / 2 - view.left - view.width / 2;
    }
    if (box.top < view.top || box.bottom > view.bottom) {
      this.canvas.scrollTop += box.top + box.height / 2 - view.top - view.height / 2;
    }
  }

  private to(scale: number): void {
    const before = this.scale;
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, scale));
    const growth = this.scale / before;
    const middleX = (this.canvas.scrollLeft + this.canvas.clientWidth / 2) * growth;
    const middleY = (this.canvas.scrollTop + this.canvas.clientHeight / 2) * growth;
    this.graph.setAttribute("width", String(this.width * this.scale));
    this.graph.setAttribute("height", String(this.height * this.scale));
    this.graph.toggleAttribute("data-zoomed", this.scale !== this.usual);
    this.canvas.scrollLeft = middleX - this.canvas.clientWidth / 2;
    this.canvas.scrollTop = middleY - this.canvas.clientHeight / 2;
  }

  private onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 300));
  }

  private onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const done = new AbortController();
    const { signal } = done;
    let { clientX, clientY } = event;
    let moved = 0;
    const move = (next: PointerEvent): void => {
      moved += Math.abs(next.clientX - clientX) + Math.abs(next.clientY - clientY);
      this.canvas.scrollLeft -= next.clientX - clientX;
      this.canvas.scrollTop -= next.clientY - clientY;
      ({ clientX, clientY } = next);
    };
    document.addEventListener("pointermove", move, { signal });
    document.addEventListener("pointerup", () => done.abort(), { signal });
    // A drag that ends on a link is no click.
    this.canvas.addEventListener("click", (click) => moved > CLICK && click.preventDefault(), {
      once: true,
      capture: true,
    });
    this.canvas.addEventListener("dragstart", (drag) => drag.preventDefault(), { signal });
  }
}
