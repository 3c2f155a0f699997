(() => {
  const byId = (id) => document.getElementById(id);
  const card = byId("card"), body = byId("card-body");
  const entries = [...document.querySelectorAll("li.claim")];
  const marks = new Map();  // entry id -> its marks
  for (const mark of document.querySelectorAll("[data-c]")) {
    for (const id of mark.dataset.c.split(" ")) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }
  const handleOf = (id) => byId("h" + id.slice(1));
  const narrow = matchMedia("(max-width: 900px)");
  let current = null, pinned = false, back = null;

  if (narrow.matches) for (const fold of document.querySelectorAll("aside .fold, .legend")) fold.open = false;

  /* The card: a copy of the claim's entry in the list, beside its mark. */
  function show(id, pin) {
    const entry = byId(id);
    if (!entry || !entry.matches("li.claim")) return;
    if (current !== id) {
      light(false);
      current = id;
      light(true);
      const copy = document.createElement("div");
      copy.className = entry.className;
      for (const child of entry.childNodes) copy.append(child.cloneNode(true));
      const facts = copy.querySelector("dl"), why = document.createElement("details"), title = document.createElement("summary");
      title.textContent = "Why it was read so";
      facts.replaceWith(why);
      why.append(title, facts);
      body.replaceChildren(copy);
      byId("entry").href = "#" + id;
      document.dispatchEvent(new CustomEvent("claim", {detail: id}));
    }
    pinned = pinned || pin;
    card.classList.toggle("pinned", pinned);
    card.hidden = false;
    place();
  }
  function light(on) {
    for (const mark of marks.get(current) || []) mark.classList.toggle("now", on);
  }
  function place() {
    if (narrow.matches) return;
    const parts = marks.get(current) || [], handle = handleOf(current) || parts[0];
    if (!handle) return;
    const box = handle.getClientRects()[0], height = card.offsetHeight;
    const foot = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom));
    const low = foot + height + 12 <= innerHeight && foot - box.bottom < 200 ? foot : box.bottom;  // under the whole claim where it fits
    const below = low + 12 + height <= innerHeight || box.top < height + 12;
    const column = handle.closest("main").getBoundingClientRect();
    card.style.top = scrollY + (below ? low + 12 : box.top - height - 12) + "px";
    card.style.left = scrollX + Math.max(column.left, Math.min(box.left - 40, column.right - card.offsetWidth)) + "px";
  }
  function hide() {
    if (card.hidden) return;
    light(false);
    current = null;
    pinned = false;
    card.hidden = true;
    card.classList.remove("pinned");
  }
  function pin(id) {
    back = handleOf(id);
    show(id, true);
    card.focus({preventScroll: true});
  }
  const claimAt = (target) => {
    const mark = target.closest && target.closest("[data-c]");
    return mark && !mark.classList.contains("off") ? (mark.id ? "c" + mark.id.slice(1) : mark.dataset.c.split(" ")[0]) : null;
  };
  const shown = (id) => { const entry = byId(id); return entry && !entry.hidden; };

  document.addEventListener("click", (event) => {
    const id = claimAt(event.target);
    if (id) {
      event.preventDefault();
      pin(id);
    } else if (!event.target.closest("#card") && !event.target.closest("aside")) hide();
  });
  document.addEventListener("pointerover", (event) => {
    if (pinned || event.pointerType === "touch" || narrow.matches) return;
    const id = claimAt(event.target);
    if (id) show(id, false);
    else if (!event.target.closest("#card")) hide();
  });
  document.addEventListener("focusin", (event) => {
    const id = claimAt(event.target);
    if (id && !pinned && event.target.matches(":focus-visible")) show(id, false);
    else if (!id && !pinned && !event.target.closest("#card")) hide();
  });
  function step(by) {
    const order = entries.filter((entry) => !entry.hidden).map((entry) => entry.id);
    const at = order.indexOf(current);
    const id = order[(at + by + order.length) % order.length];
    if (!id) return;
    const mark = handleOf(id) || (marks.get(id) || [])[0];
    if (mark) mark.scrollIntoView({block: "center"});
    pin(id);
  }
  document.addEventListener("keydown", (event) => {
    if (card.hidden) return;
    if (event.key === "Escape") {
      const to = pinned ? back : null;
      hide();
      if (to) { to.focus(); hide(); }
    } else if (pinned && card.contains(document.activeElement) && !event.target.matches("input, select, textarea") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    }
  });
  byId("close").addEventListener("click", () => { const to = back; hide(); if (to) { to.focus(); hide(); } });
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("entry").addEventListener("click", hide);
  addEventListener("resize", () => { if (!card.hidden) place(); });

  const refilter = filtering(entries, "claims", () => {
    for (const mark of document.querySelectorAll("[data-c]")) mark.classList.toggle("off", !mark.dataset.c.split(" ").some(shown));
    for (const handle of document.querySelectorAll("a.h")) handle.tabIndex = shown("c" + handle.id.slice(1)) ? 0 : -1;
    if (current && !shown(current) && !card.contains(document.activeElement)) hide();
  });
  document.addEventListener("worked", refilter);
  const linked = location.hash.slice(1);  // a link to a claim shows it where it stands
  if (entries.some((entry) => entry.id === linked)) {
    const mark = handleOf(linked) || (marks.get(linked) || [])[0];
    if (mark) mark.scrollIntoView({block: "center"});
    pin(linked);
  }
})();
