import { behaviour } from "../behaviour";

/** data-submit-on-change, on a form: sends it as soon as a choice is made; its own buttons become unnecessary. */
behaviour<HTMLFormElement>("[data-submit-on-change]", (form) => {
  for (const button of form.querySelectorAll<HTMLElement>("[data-without-script]")) button.hidden = true;
  form.addEventListener("change", (event) => {
    const control = event.target;
    if (control instanceof HTMLInputElement && control.type === "search") return;
    form.requestSubmit();
  });
});
