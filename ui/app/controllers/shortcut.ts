import { behaviour } from "../behaviour";

/** data-shortcut, on a kbd: shows the key as this keyboard has it. */
behaviour<HTMLElement>("[data-shortcut]", (key) => {
  if (/Mac|iPhone|iPad/.test(navigator.userAgent)) key.textContent = (key.textContent ?? "").replace("Ctrl ", "⌘");
});
