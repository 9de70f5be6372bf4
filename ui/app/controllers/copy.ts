import { behaviour } from "../behaviour";

/** data-copy="id" (or the button's data-copy-text): copies a text and says so in the button for two seconds. */
behaviour<HTMLButtonElement>("[data-copy]", (button) => {
  button.hidden = !navigator.clipboard;
  const label = button.querySelector<HTMLElement>("span") ?? button;
  const words = label.textContent ?? "";
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(textOf(button)).then(() => {
      label.textContent = "Copied";
      setTimeout(() => (label.textContent = words), 2000);
    });
  });
});

function textOf(button: HTMLButtonElement): string {
  const given = button.dataset["copyText"];
  if (given) return given;
  const source = document.getElementById(button.dataset["copy"] ?? "");
  if (!source) return location.href;
  const lines = [...source.querySelectorAll(".l")];
  return lines.length > 0 ? lines.map((line) => line.textContent).join("\n") : (source.textContent ?? "");
}
