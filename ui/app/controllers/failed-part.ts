import htmx from "../htmx";

/** A part that cannot be loaded gets a note above it, which says why and offers to try again. */

interface Request {
  elt: Element;
  target: Element;
  xhr: XMLHttpRequest;
  successful?: boolean;
  requestConfig: { verb: "get" | "post"; path: string };
}

const notes = new Map<Element, HTMLElement>();

function isAbout(event: Event): event is CustomEvent<Request> {
  return event instanceof CustomEvent;
}

function words(xhr: XMLHttpRequest): string {
  if (xhr.status === 0) return "The server does not answer.";
  const plain = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  return plain ? xhr.responseText.trim() : `The server refused it (${String(xhr.status)}).`;
}

function tell(event: Event): void {
  if (!isAbout(event)) return;
  const { elt, target, xhr, requestConfig } = event.detail;
  const template = document.querySelector<HTMLTemplateElement>("#failed-part");
  const made = template?.content.firstElementChild?.cloneNode(true);
  if (!(made instanceof HTMLElement)) return;
  const text = made.querySelector("p");
  if (text) text.textContent = words(xhr);
  made.querySelector("button")?.addEventListener("click", () => {
    void htmx.ajax(requestConfig.verb, requestConfig.path, { source: elt, target: target });
  });
  forget(target);
  notes.set(target, made);
  target.before(made);
}

function forget(target: Element): void {
  notes.get(target)?.remove();
  notes.delete(target);
}

document.addEventListener("htmx:responseError", tell);
document.addEventListener("htmx:sendError", tell);
document.addEventListener("htmx:afterRequest", (event) => {
  if (isAbout(event) && event.detail.successful) forget(event.detail.target);
});
