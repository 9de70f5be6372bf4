import { behaviour } from "../behaviour";

const NARROW = matchMedia("(width < 860px)");

/** data-facets: groups are open beside the results; on a phone they are closed chips, one open at a time. */
behaviour<HTMLElement>("[data-facets]", (facets) => {
  const groups = [...facets.querySelectorAll<HTMLDetailsElement>("details")];
  if (NARROW.matches) for (const group of groups) group.open = false;
  for (const group of groups) {
    group.addEventListener("toggle", () => {
      if (!NARROW.matches || !group.open) return;
      for (const other of groups) if (other !== group) other.open = false;
    });
  }
});
