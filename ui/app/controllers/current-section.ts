import { behaviour } from "../behaviour";

/** data-current-section, on a nav of #links: marks the section one is reading. */
behaviour<HTMLElement>("[data-current-section]", (nav) => {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of nav.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) links.set(section, link);
  }
  const seen = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target);
        else seen.delete(entry.target);
      }
      mark([...links.keys()].find((section) => seen.has(section)));
    },
    { rootMargin: "-130px 0px -40% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);

  function mark(current: Element | undefined): void {
    if (!current) return;
    for (const [section, link] of links) {
      if (section === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
});
