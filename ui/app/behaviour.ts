import htmx from "./htmx";

/** Connects a behaviour to every element that matches now and to those that htmx swaps in later. */
export function behaviour<E extends HTMLElement>(selector: string, connect: (element: E) => void): void {
  htmx.onLoad((root) => {
    if (!(root instanceof Element)) return;
    if (root.matches(selector)) connect(root as E);
    for (const element of root.querySelectorAll<E>(selector)) connect(element);
  });
}
