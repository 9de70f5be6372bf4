/** Errors come and go with each check; what they describe says so too (aria-invalid). */
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const error of document.querySelectorAll<HTMLElement>(".error[id]")) {
    const described = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
    if (error.childElementCount > 0) described?.setAttribute("aria-invalid", "true");
    else described?.removeAttribute("aria-invalid");
  }
});
