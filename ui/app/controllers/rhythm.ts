import { behaviour } from "../behaviour";

/** data-rhythm="a b", on a control: is there only while one of these rhythms is chosen. */
behaviour<HTMLElement>("[data-rhythm]", (control) => {
  const form = control.closest("form");
  const show = (): void => {
    const chosen = form?.querySelector<HTMLInputElement>("input[name=rhythm]:checked")?.value ?? "";
    control.hidden = !(control.dataset["rhythm"] ?? "").split(" ").includes(chosen);
  };
  form?.addEventListener("change", show);
  show();
});
