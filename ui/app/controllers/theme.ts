import { behaviour } from "../behaviour";

const YEAR = 60 * 60 * 24 * 365;

/**
 * data-theme-switch, on a form: switches between light and dark at once. The server reads the cookie and writes the
 * theme into the page, so nothing flashes; without script the form does the same.
 */
behaviour<HTMLFormElement>("[data-theme-switch]", (form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const root = document.documentElement;
    const theme = isDark(root) ? "light" : "dark";
    root.dataset["theme"] = theme;
    document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR}; SameSite=Lax`;
    root.dispatchEvent(new CustomEvent("theme-change", { bubbles: true }));
  });
});

function isDark(root: HTMLElement): boolean {
  const chosen = root.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
