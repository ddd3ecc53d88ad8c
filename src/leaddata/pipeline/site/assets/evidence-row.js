// The page of a row: reads #TABLE/ID/FIELD, fills the page, and keeps field, picture and address together.
"use strict";
addEventListener("DOMContentLoaded", async () => {
  const { make, rowHash, rowLink, readHash, words, nullWord, nullSentence, placeWords, copy } = leaddataParts;
  const part = (name) => document.getElementById(`row-${name}`);
  const say = (text, ...more) => part("status").replaceChildren(text, ...more);
  let index;
  let row = null;
  let chosen = "";
  let isWhole = false;
  let pageAt = "";

  /* What stands where a value would. */
  const valueOf = (field) => {
    if (field.value === null) return make("span", { class: "null", title: nullSentence(field) }, nullWord(field));
    const text = words(field.value);
    const lead = index.tables[row.table].leads[field.name];
    const target = lead && (lead.to || row.fields.find((one) => one.name === lead.by).value);
    if (target && Object.hasOwn(index.tables, target) && !Array.isArray(field.value)) return rowLink(target, text, text);
    if (field.name === "doi") return make("a", { href: `https://doi.org/${encodeURI(text)}` }, text);
    if (/^https?:\/\/[^\s]+$/.test(text)) return make("a", { href: text }, text);
    return document.createTextNode(field.unit && typeof field.value === "number" ? `${text} ${field.unit}` : text);
  };

  const printedOf = (field) => {
    if (field.value === null) return make("span", { class: "muted" }, "–");
    if (!field.places.length) return make("span", { class: "muted" }, "no place recorded");
    const quotes = [...new Set(field.places.map((place) => (place.quote === null ? "(not passed on)" : place.quote)))];
    const method = field.places[0].method;
    const isSame = quotes.length === 1 && quotes[0] === words(field.value);
    const text = method === "registry" ? "our register" : isSame ? "as printed" : quotes.join(" · ");
    return make("span", { class: method === "registry" || isSame ? "quote muted" : "quote" }, text);
  };

  const fillFields = () => {
    part("fields").replaceChildren(...row.fields.map((field) => {
      const button = make("button", { type: "button", class: "field", "data-field": field.name }, field.name);
      button.addEventListener("click", () => choose(chosen === field.name ? "" : field.name));
      const line = make("tr", { role: "row" },
        make("th", { scope: "row", role: "rowheader" }, button),
        make("td", { role: "cell", class: "value" }, valueOf(field)),
        make("td", { role: "cell", class: "printed" }, printedOf(field),
          field.places.length && !["printed", "registry"].includes(field.places[0].method) ? make("span", { class: "tag" }, field.places[0].method) : null));
      // The whole line may be clicked; the button is for those who do not point.
      line.addEventListener("click", (event) => { if (!event.target.closest("a, button")) choose(field.name); });
      return line;
    }));
  };

  /** Choose a field, or "" for the whole row: the address follows, without a step in the history. */
  const choose = (field) => {
    chosen = field;
    pageAt = "";
    history.replaceState(null, "", rowHash(row.table, row.id, field));
    showPlace();
  };

  const showPlace = () => {
    for (const button of part("fields").querySelectorAll("button")) {
      const isChosen = button.dataset.field === chosen;
      button.setAttribute("aria-pressed", String(isChosen));
      button.closest("tr").classList.toggle("chosen", isChosen);
    }
    const field = row.fields.find((one) => one.name === chosen);
    document.getElementById("place-title").textContent = field ? `Where ${field.name} is printed` : "Where it is printed";
    showPicture(field);
    part("details").replaceChildren(...leaddataDetails.details(index, row, field));
    part("citation").textContent = leaddataDetails.citation(index, row, field);
    part("code").textContent = leaddataDetails.code(row, field);
    part("copied").textContent = "";
  };

  const showPicture = (field) => {
    const boxes = leaddataPicture.boxesOf(row.fields);
    const wanted = field ? boxes.filter((one) => one.fields.includes(field.name)) : boxes;
    const key = (one) => `${one.snapshot.id} ${one.page}`;
    const pages = [...new Map(wanted.map((one) => [key(one), one])).values()].sort((a, b) => a.page - b.page);
    if (!pages.length) { part("picture").replaceChildren(); return; }
    const page = pages.find((one) => key(one) === pageAt) || pages[0];
    const press = (text, isOn, act) => {
      const button = make("button", { type: "button", "aria-pressed": String(isOn) }, text);
      button.addEventListener("click", () => {
        act();
        showPicture(field);
        [...part("picture").querySelectorAll("button")].find((one) => one.textContent === text)?.focus();
      });
      return button;
    };
    const bar = make("div", { class: "picture-bar", role: "group", "aria-label": "What is shown of the document" },
      press("The place", !isWhole, () => { isWhole = false; }),
      press("The whole page", isWhole, () => { isWhole = true; }),
      ...(pages.length > 1 ? pages.map((one) => press(`Page ${one.page}`, one === page, () => { pageAt = key(one); })) : []));
    const here = boxes.filter((one) => key(one) === key(page));
    part("picture").replaceChildren(bar, leaddataPicture.figure(here, field ? field.name : "", isWhole, choose));
  };

  const fillAround = () => {
    part("discrepancies").hidden = !row.discrepancies.length;
    part("discrepancy-list").replaceChildren(...row.discrepancies.map(([id, text]) =>
      make("li", {}, make("a", { href: `discrepancies.html#${encodeURIComponent(id)}` }, text))));
    part("referring").hidden = !row.referring.length;
    part("referring-list").replaceChildren(...row.referring.flatMap(([table, field, count, rows]) => [
      make("h3", {}, `${table} `, make("span", { class: "muted" }, `by ${field}, ${count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`}`)),
      make("ul", { class: "rows" }, ...rows.map(([id, label]) => make("li", {}, rowLink(table, id, label)))),
      count > rows.length
        ? make("p", {}, make("a", { href: `tables/${table}.html#f.${field}=${encodeURIComponent(row.id)}` }, `All ${count.toLocaleString("en")} in the table`))
        : "",
    ]));
  };

  const fillHead = (table) => {
    part("path").hidden = false;
    part("table").textContent = index.tables[table].title;
    part("table").href = `tables/${table}.html`;
    for (const way of ["before", "after"]) {
      const id = row ? row[way] : null;
      part(way).hidden = !id;
      if (id) part(way).href = "row.html" + rowHash(table, id);
    }
    part("number").textContent = row ? `${row.number.toLocaleString("en")} of ${row.count.toLocaleString("en")}` : "";
  };

  const stop = (title, ...told) => {
    row = null;
    for (const name of ["body", "discrepancies", "referring", "cite"]) part(name).hidden = true;
    part("id").hidden = true;
    part("title").textContent = title;
    document.title = `${title} · leaddata`;
    say(...told);
  };

  const show = async () => {
    const asked = readHash(location.hash);
    const known = asked && Object.hasOwn(index.tables, asked.table) ? index.tables[asked.table] : null;
    if (!known) part("path").hidden = true;
    const list = make("a", { href: "tables/index.html" }, "The tables of this release");
    if (!location.hash.slice(1)) return stop("A row and its evidence", "Choose a row in one of the tables: each leads here. ", list);
    if (!asked) return stop("No such row", "The address of this page cannot be read: expected #TABLE/ROW_ID or #TABLE/ROW_ID/FIELD. ", list);
    if (!known) return stop("No such table", `Release ${index.version} has no table “${asked.table}”. `, list);
    const found = await leaddataEvidence.find(index, asked.table, asked.id);
    if (location.hash && JSON.stringify(readHash(location.hash)) !== JSON.stringify(asked)) return undefined;
    row = found;
    fillHead(asked.table);
    const back = make("a", { href: `tables/${asked.table}.html` }, `All rows of ${asked.table}`);
    const removed = Object.hasOwn(known.removed, asked.id) ? known.removed[asked.id] : null;
    if (!row && removed) {
      return stop("Removed", `The row ${asked.id} was removed on ${removed[0]} (ground: ${removed[1]}): a person named there is left out of this release. `, back);
    }
    if (!row) return stop("No such row", `The table ${asked.table} of release ${index.version} has no row “${asked.id}”. `, back);
    isWhole = false;
    pageAt = "";
    chosen = row.fields.some((field) => field.name === asked.field) ? asked.field : "";
    part("title").textContent = row.label;
    document.title = `${row.label} · ${row.table} · leaddata`;
    part("id").hidden = false;
    part("id").textContent = row.id;
    say(asked.field && !chosen ? `The table ${row.table} has no field “${asked.field}”: the whole row is shown.` : "");
    for (const name of ["body", "cite"]) part(name).hidden = false;
    fillFields();
    fillAround();
    showPlace();
    return undefined;
  };

  const tryToShow = () => show().catch((error) => stop("The row cannot be shown", error.message));
  part("copy").addEventListener("click", () => copy(part("citation").textContent, part("citation"), part("copied")));
  part("link").addEventListener("click", () => copy(location.href, null, part("copied")));
  try {
    index = await leaddataEvidence.index();
  } catch (error) {
    stop("The row cannot be shown", error.message);
    return;
  }
  addEventListener("hashchange", tryToShow);
  await tryToShow();
});
