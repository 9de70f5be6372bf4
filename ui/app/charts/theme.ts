export interface Theme {
  ink: string;
  secondary: string;
  hint: string;
  line: string;
  sheet: string;
  marks: [string, string, string];
}

/** The design's colours as the page has them now: an element that is never seen resolves each token. */
export function theme(): Theme {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.hidden = true;
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found: Theme = {
    ink: colour("ink"),
    secondary: colour("ink-2"),
    hint: colour("ink-3"),
    line: colour("line"),
    sheet: colour("sheet"),
    marks: [colour("chart-1"), colour("chart-2"), colour("chart-3")],
  };
  probe.remove();
  return found;
}

/** Calls back when the theme is switched, by the page's button or by the system. */
export function onThemeChange(repaint: () => void, signal: AbortSignal): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint, { signal });
  const watch = new MutationObserver(repaint);
  watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => watch.disconnect());
}
