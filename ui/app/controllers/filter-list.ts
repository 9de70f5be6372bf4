import { behaviour } from "../behaviour";

/** data-filter-list="id", on a search box: shows of that list only the items whose data-filter-text has all its words. */
behaviour<HTMLInputElement>("[data-filter-list]", (box) => {
  const list = document.getElementById(box.dataset["filterList"] ?? "");
  if (!list) return;
  const items = [...list.querySelectorAll<HTMLElement>("[data-filter-text]")];
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/);
    for (const item of items) {
      const text = (item.dataset["filterText"] ?? "").toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    }
  });
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
});
