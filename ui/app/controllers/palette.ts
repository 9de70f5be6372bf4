import { behaviour } from "../behaviour";
import htmx from "../htmx";

/** data-palette, on a popover with a search box and a listbox of links: ⌘K or Ctrl K opens it, arrows choose, Enter goes. */
behaviour<HTMLElement>("[data-palette]", (palette) => {
  const input = palette.querySelector<HTMLInputElement>("input");
  const list = palette.querySelector<HTMLElement>("[role=listbox]");
  if (!input || !list) return;

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      palette.togglePopover();
    }
  });
  palette.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "open") return;
    input.select();
    htmx.trigger(input, "palette:open");
    choose(0);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen() + 1);
    else if (event.key === "ArrowUp") choose(chosen() - 1);
    else if (event.key === "Enter") options()[chosen()]?.click();
    else return;
    event.preventDefault();
  });
  list.addEventListener("htmx:afterSettle", () => choose(0));

  function options(): HTMLElement[] {
    return [...(list?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
  }

  function chosen(): number {
    return options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  }

  function choose(index: number): void {
    const all = options();
    const at = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const current = all[at];
    input?.setAttribute("aria-activedescendant", current?.id ?? "");
    current?.scrollIntoView({ block: "nearest" });
  }
});
