"use strict";
/* Filters: for each key of the buttons, the values that are wanted; where none is, all are. `after(shown)` is told what is left. */
const filtering = (entries, noun, after) => {
  const state = document.getElementById("state"), clear = document.getElementById("clear"), panel = document.getElementById("filters");
  const buttons = [...document.querySelectorAll("[data-filter]")], wanted = {};
  for (const button of buttons) wanted[button.dataset.filter] = new Set();
  const filter = () => {
    let count = 0;
    for (const entry of entries) {
      entry.hidden = !Object.entries(wanted).every(([key, values]) => !values.size || values.has(entry.dataset[key]));
      count += !entry.hidden;
    }
    const any = Object.values(wanted).some((values) => values.size);
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
  clear.addEventListener("click", () => {
    for (const values of Object.values(wanted)) values.clear();
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    filter();
    panel.querySelector("summary").focus();
  });
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
  panel.hidden = false;
  return filter;
};
