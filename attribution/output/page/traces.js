(() => {
  const byId = (id) => document.getElementById(id);
  const entries = [...document.querySelectorAll("li.trace")], pairs = [...document.querySelectorAll(".pair")];
  const marks = new Map();  // id of a trace -> its marks in the draft
  for (const mark of document.querySelectorAll("[data-t]")) {
    if (!marks.has(mark.dataset.t)) marks.set(mark.dataset.t, []);
    marks.get(mark.dataset.t).push(mark);
  }
  if (matchMedia("(max-width: 900px)").matches) for (const fold of document.querySelectorAll("#filters, .legend")) fold.open = false;

  const filter = filtering(entries, "traces", (any) => {
    for (const pair of pairs) pair.hidden = any && !pair.querySelector(".trace:not([hidden])");
  });

  /* Ticks: kept by the browser under the digests of the drafts, so that another version of a draft begins anew. */
  const key = "attribution traces " + [...document.querySelectorAll("[data-key]")].map((one) => one.dataset.key).join(" ");
  const boxOf = (entry) => entry.querySelector("input");
  function count() {
    for (const entry of entries) entry.dataset.d = boxOf(entry).checked ? "ticked" : "open";
    byId("ticked").textContent = entries.filter((entry) => boxOf(entry).checked).length;
  }
  function keep() {
    count();
    try {
      localStorage.setItem(key, JSON.stringify(entries.filter((entry) => boxOf(entry).checked).map((entry) => entry.id)));
    } catch { /* a browser that keeps nothing: the ticks last as long as the page */ }
  }
  try {
    const ticked = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
    for (const entry of entries) boxOf(entry).checked = ticked.has(entry.id);
  } catch { /* the same, or what was kept is no list of ours */ }
  count();
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".tick input")) return;
    keep();
    filter();
  });

  function light(entry) {
    for (const mark of document.querySelectorAll(".m.now")) mark.classList.remove("now");
    for (const mark of (entry && marks.get(entry.id)) || []) mark.classList.add("now");
  }
  document.addEventListener("focusin", (event) => light(event.target.closest(".trace")));
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-t]");
    if (mark) go(byId(mark.dataset.t));
  });
  function go(entry) {
    if (!entry || entry.hidden) return;
    entry.focus({preventScroll: true});
    entry.scrollIntoView({block: "nearest"});
  }
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest("main .trace");
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = entries.filter((entry) => !entry.hidden), at = shown.indexOf(here);
    if (event.key === "j" || event.key === "k") go(shown[at + (event.key === "j" ? 1 : -1)]);
    else if (event.key === "x") {
      boxOf(here).click();
      if (here.hidden) go(shown[at + 1] || shown[at - 1]);
    }
  });
})();
