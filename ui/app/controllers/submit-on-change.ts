import { behaviour } from "../behaviour";

/**
 * data-submit-on-change, on a form or on a control of one: sends the form as soon as a choice is made. What only those
 * without script need (data-without-script) goes away.
 */
behaviour<HTMLElement>("[data-submit-on-change]", (element) => {
  for (const button of element.querySelectorAll<HTMLElement>("[data-without-script]")) button.hidden = true;
  element.addEventListener("change", (event) => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    if (!(control instanceof HTMLInputElement && control.type === "search")) control.form?.requestSubmit();
  });
});
