/* What a fact-checker notes of each claim: kept in the browser's storage under the text's digest, by the claim's key; handed out as a sheet. */
(() => {
  const byId = (id) => document.getElementById(id);
  const {articles, claims} = JSON.parse(byId("data").textContent);
  const form = byId("work"), card = byId("card");
  const NAMES = ["checked", "none", "verdict", "speaker", "certainty", "note"];
  const PREFIX = "attribution:", HELP = PREFIX + "help";
  let store = null, current = null;
  try { store = localStorage; store.getItem(HELP); } catch { store = null; }  // a browser may forbid it: then work lasts as long as the page
  const memory = new Map();
  const read = (key) => { const text = store ? store.getItem(key) : memory.get(key); try { return JSON.parse(text) || {}; } catch { return {}; } };
  const write = (key, value) => {
    const text = JSON.stringify(value);
    memory.set(key, text);
    if (!store) return;
    try { if (Object.keys(value).length) store.setItem(key, text); else store.removeItem(key); } catch { say("The browser's storage is full: download your work."); }
  };
  const home = (article) => PREFIX + article.sha256, of = (id) => articles[claims[id].article - 1];
  const work = new Map(articles.map((article) => [article.number, read(home(article))]));  // article number -> claim key -> what was noted
  const noted = (id) => {  // without the corrections that the page has already
    const mine = {...claims[id].noted, ...work.get(claims[id].article)[claims[id].key]};
    for (const name of ["speaker", "certainty"]) if (mine[name] === claims[id][name]) delete mine[name];
    return mine;
  };
  const say = (text) => { byId("copied").textContent = text; };

  const help = document.querySelector(".legend");
  if (store && store.getItem(HELP)) help.open = false;
  if (store) try { store.setItem(HELP, "seen"); } catch { /* full: the help stays open */ }

  /* The form in the card */
  const found = (id) => ({speaker: claims[id].speaker, certainty: claims[id].certainty});
  document.addEventListener("claim", (event) => {
    current = event.detail;
    const mine = {...found(current), ...noted(current)};
    for (const name of NAMES) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = Boolean(mine[name]); else field.value = mine[name] || "";
    }
    say("");
  });
  const save = () => {
    if (!current) return;
    const mine = {}, was = found(current);
    for (const name of NAMES) {
      const field = form.elements[name], value = field.type === "checkbox" ? field.checked : field.value.trim();
      if (value && value !== was[name]) mine[name] = value;
    }
    const article = of(current), kept = work.get(article.number);
    if (Object.keys(mine).length) kept[claims[current].key] = mine; else delete kept[claims[current].key];
    write(home(article), kept);
    write(PREFIX + "text:" + article.document, Object.keys(kept).length ? {sha256: article.sha256} : {});
    show(current);
    tell();
  };
  form.addEventListener("input", save);
  form.addEventListener("submit", (event) => event.preventDefault());

  /* In the list, and how much is done */
  function show(id) {
    const entry = byId(id), mine = noted(id), words = [];
    if (mine.none) words.push("no claim");
    if (mine.verdict) words.push(mine.verdict);
    if (mine.checked && !words.length) words.push("checked");
    for (const name of ["speaker", "certainty"]) if (mine[name]) words.push(`${name}: ${mine[name]}`);
    if (mine.note) words.push(mine.note);
    const line = entry.querySelector(".mine");
    line.textContent = words.length ? "✓ " + words.join(" · ") : "";
    line.hidden = !words.length;
    entry.dataset.w = mine.checked || mine.none || mine.verdict ? "checked" : "open";
    for (const mark of document.querySelectorAll(`#h${id.slice(1)}`)) mark.classList.toggle("done", entry.dataset.w === "checked");
  }
  function tell() {
    const ids = Object.keys(claims), states = ids.map(noted);
    const checked = ids.filter((id) => byId(id).dataset.w === "checked").length;
    const corrected = states.filter((mine) => mine.speaker || mine.certainty || mine.none).length;
    byId("done").textContent = `${checked} of ${ids.length} checked, ${corrected} corrected`;
    byId("download").disabled = byId("forget").disabled = !states.some((mine) => Object.keys(mine).length);
    document.dispatchEvent(new CustomEvent("worked"));
  }

  /* Work on an older version of a text */
  const older = byId("older");
  for (const article of articles) {
    const before = read(PREFIX + "text:" + article.document).sha256;
    const kept = before && before !== article.sha256 ? read(PREFIX + before) : {}, count = Object.keys(kept).length;
    if (!count || Object.keys(work.get(article.number)).length) continue;
    const row = document.createElement("p"), take = document.createElement("button"), drop = document.createElement("button");
    row.append(`Your work on ${count} ${count === 1 ? "claim" : "claims"} of ${article.document} belongs to another version of the text. `, take, " ", drop);
    take.textContent = "Keep what still fits";
    drop.textContent = "Leave it";
    for (const button of [take, drop]) { button.type = "button"; button.className = "chip"; }
    take.addEventListener("click", () => {
      const keys = new Set(Object.values(claims).filter((claim) => claim.article === article.number).map((claim) => claim.key));
      const fits = Object.fromEntries(Object.entries(kept).filter(([key]) => keys.has(key)));
      work.set(article.number, fits);
      write(home(article), fits);
      write(PREFIX + "text:" + article.document, {sha256: article.sha256});
      const lost = count - Object.keys(fits).length;
      row.textContent = lost ? `${lost} of ${count} had no claim with the same words any more; they are still kept with the other version.` : "All of it fits.";
      for (const id in claims) show(id);
      tell();
    });
    drop.addEventListener("click", () => { row.remove(); older.hidden = !older.childElementCount; });
    older.append(row);
    older.hidden = false;
  }

  /* The sheet, as `attribution export --worksheet` makes it, with what was noted */
  const COLUMNS = ["document", "line", "claim", "speaker", "role", "certainty", "status", "verdict", "note", "key", "found speaker", "found certainty"];
  const FORMULA = /^'*(?:[\t\r\n]|[\s\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff;,]*[=+\-@|＝＋－＠｜])/;
  const cell = (value) => {
    const text = String(value ?? ""), safe = text.length > 1 && FORMULA.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  function sheet() {
    const rows = Object.entries(claims).map(([id, claim]) => {
      const {checked, none, ...mine} = noted(id);
      const row = {...claim, ...mine, status: none ? "no claim" : checked ? "checked" : ""};
      return COLUMNS.map((name) => cell(row[name])).join(",");
    });
    return "\ufeff" + [COLUMNS.join(","), ...rows, ""].join("\r\n");
  }
  byId("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([sheet()], {type: "text/csv"}));
    link.download = "corrections.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  byId("forget").addEventListener("click", () => {
    if (!confirm("Forget all that you noted on this page?")) return;
    for (const article of articles) {
      work.set(article.number, {});
      write(home(article), {});
      write(PREFIX + "text:" + article.document, {});
    }
    for (const id in claims) show(id);
    tell();
  });

  /* Copies */
  function copy(text) {
    const area = document.createElement("textarea"), back = document.activeElement;
    area.value = text;
    card.append(area);
    area.select();
    const done = document.execCommand("copy");  // the clipboard of promises asks for a permission that files do not get everywhere
    area.remove();
    back.focus();
    say(done ? "copied" : "your browser does not let this page copy");
  }
  const quoted = (claim) => {
    const words = claim.claim.replace(/\s+/g, " ").trim(), who = [claim.speaker, claim.role].filter(Boolean).join(", ") || "no speaker named";
    const where = `${claim.document}, ${claim.place || `line ${claim.line}`}; ${claim.certainty}`;
    if (!claim.direct) return `${[who, claim.lead].filter(Boolean).join(" ")}: ${words} (${where})`;  // a report is no quotation: no marks around it
    return `${/^["“«‘]/.test(words) ? words : `“${words}”`} (${who}; ${where})`;
  };
  byId("copy").addEventListener("click", () => copy(quoted({...claims[current], ...noted(current)})));
  byId("link").addEventListener("click", () => copy(location.href.split("#")[0] + "#" + current));

  byId("desk").hidden = false;
  for (const id in claims) show(id);
  tell();
})();
