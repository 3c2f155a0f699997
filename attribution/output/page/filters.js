"use strict";
/* Filters: for each key of the buttons, the values that are wanted; where none is, all are. `after(shown)` is told what is left. */
const filtering = (entries, noun, after) => {
  const state = document.getElementById("state"), clear = document.getElementById("clear"), panel = document.getElementById("filters");
  const buttons = [...document.querySelectorAll("[data-filter]")], wanted = {};
  for (const button of buttons) wanted[button.dataset.filter] = new Set();
  const search = document.getElementById("search");
  const filter = () => {
    let count = 0;
    const words = search ? search.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
    for (const entry of entries) {
      const text = words.length ? entry.textContent.toLowerCase() : "";  // as it is now: notes are written after the page was opened
      const fits = Object.entries(wanted).every(([key, values]) => !values.size || values.has(entry.dataset[key]));
      entry.hidden = !(fits && words.every((word) => text.includes(word)));
      count += !entry.hidden;
    }
    const any = words.length > 0 || Object.values(wanted).some((values) => values.size);
    state.textContent = count === entries.length ? `All ${count} ${noun} shown` : `${count} of ${entries.length} ${noun} shown`;
    clear.disabled = !any;
    after(any);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const values = wanted[button.dataset.filter], on = !values.delete(button.dataset.value);
      if (on) values.add(button.dataset.value);
      button.setAttribute("aria-pressed", String(on));
      filter();
    });
  }
  if (search) search.addEventListener("input", filter);
  clear.addEventListener("click", () => {
    if (search) search.value = "";
    for (const values of Object.values(wanted)) values.clear();
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    filter();
    panel.querySelector("summary").focus();
  });
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
  panel.hidden = false;
  return filter;
};
