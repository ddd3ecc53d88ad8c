// The explorer of a table: search, filters, order, columns, pages, each in the address, so that a view can be shared.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const { cells, choose, data, files, panels, state: states, text } = window.leaddata;
  const explorer = document.getElementById("explorer");
  const [search, box, status, head, body] = ["#search", "#box", "#count", "#box thead tr", "#box tbody"].map((one) => explorer.querySelector(one));
  const [filterDetails, columnDetails, chipList] = ["filters", "columns", "chips"].map((id) => document.getElementById(id));
  const [before, after, page, per] = ["before", "after", "page", "per"].map((id) => document.getElementById(id));
  const none = cells.element("p", { class: "none" });
  const SEEN = 20; // rows that are drawn at once: more than a screen shows
  const PAUSE = 200; // milliseconds
  const STEP = 200; // rows that are added at once where all are asked for

  let table = null;
  let state = states.empty();
  let chosen = []; // rows
  let drawn = { head: "", end: 0, goal: 0 }; // the columns, and up to which of the rows
  let typed = null; // the control whose typing the last entry of the history holds
  let waiting = 0; // for a pause in it, to write the address
  let remembered = 0; // when that was last written
  const asked = []; // what was done before the rows were there
  let show = {};

  const number = (count) => count.toLocaleString("en");
  const rowsOf = (count) => `${number(count)} ${count === 1 ? "row" : "rows"}`;
  const shownColumns = (one) => table.columns.filter((column) => column.isKey || (one.columns ? one.columns.has(column.name) : column.isShown));

  /** Do something to the state, remember it in the address, and show it. */
  const change = (alter, isTyping = false, isPaging = false) => {
    if (!table) {
      asked.push(alter);
      start();
      return;
    }
    if (waiting && !isTyping) write(true);
    alter(state);
    if (!isPaging) state.page = 1;
    remember(isTyping ? document.activeElement : null);
    draw();
  };

  /** While a reader types in one control, the way back leads to what was before; browsers refuse an address too often. */
  const remember = (control) => {
    const isGoingOn = control !== null && control === typed;
    typed = control;
    clearTimeout(waiting);
    if (isGoingOn && performance.now() - remembered < PAUSE) waiting = setTimeout(write, PAUSE, true);
    else write(isGoingOn);
  };

  const write = (isInPlace) => {
    clearTimeout(waiting);
    waiting = 0;
    remembered = performance.now();
    const view = states.write(state);
    if (`#${view}` === (location.hash || "#")) return;
    if (isInPlace) history.replaceState({ view }, "", `#${view}`);
    else history.pushState({ view }, "", `#${view}`);
  };

  const drawHead = (columns) => {
    const names = columns.map((column) => column.name).join();
    if (names !== drawn.head) {
      head.replaceChildren(...columns.map((column) => {
        const button = cells.element("button", { type: "button" }, column.name, ...(column.unit ? [" ", cells.element("small", {}, column.unit)] : []));
        button.addEventListener("click", () => change((one) => { one.sort = nextSort(one.sort, column.name); }));
        return cells.element("th", { scope: "col", ...(column.isNumber ? { class: "number" } : {}) }, button);
      }));
      head.closest("table").querySelector("colgroup").replaceChildren(...columns.map((column) => cells.element("col", { class: `w${column.width}` })));
      drawn.head = names;
    }
    columns.forEach((column, at) => {
      const isSorted = state.sort?.name === column.name;
      if (isSorted) head.children[at].setAttribute("aria-sort", state.sort.isDown ? "descending" : "ascending");
      else head.children[at].removeAttribute("aria-sort");
    });
  };

  /** Up, down, as printed. */
  const nextSort = (sort, name) => (sort?.name !== name ? { name, isDown: false } : sort.isDown ? null : { name, isDown: true });

  const drawRows = (columns, from, to) => {
    const wanted = text.words(state.query);
    return chosen.slice(from, to).map((row) => cells.rowElement(table, columns, row, wanted));
  };

  const draw = () => {
    const result = choose.choose(table, state, filterDetails.open);
    chosen = result.rows;
    const size = state.per === "all" ? Infinity : Number(state.per);
    const pageCount = Math.max(1, Math.ceil(chosen.length / size));
    state.page = Math.min(state.page, pageCount);
    const from = size === Infinity ? 0 : (state.page - 1) * size;
    const goal = Math.min(chosen.length, from + Math.min(size, STEP));
    const to = Math.min(goal, from + SEEN);
    const columns = shownColumns(state);
    const hadFocus = body.contains(document.activeElement);
    drawHead(columns);
    body.replaceChildren(...drawRows(columns, from, to));
    if (drawn.end) box.scrollTop = 0; // not when the first rows are drawn again: a reader may be there already
    drawn = { ...drawn, end: to, goal };
    requestAnimationFrame(() => setTimeout(fill));
    if (hadFocus) box.focus();
    none.hidden = chosen.length > 0;
    none.textContent = table.count ? "No row has all of this." : "This table has no rows in this release.";
    status.textContent = chosen.length === table.count ? rowsOf(table.count) : `${number(chosen.length)} of ${rowsOf(table.count)}`;
    page.textContent = `Page ${number(state.page)} of ${number(pageCount)}`;
    before.setAttribute("aria-disabled", String(state.page === 1));
    after.setAttribute("aria-disabled", String(state.page === pageCount));
    per.value = state.per;
    if (search.value !== state.query) search.value = state.query;
    const used = Object.keys(state.filters).length;
    filterDetails.querySelector("summary .count").textContent = used ? `${used} in use` : "";
    columnDetails.querySelector("summary .count").textContent = `${columns.length} of ${table.columns.length}`;
    show.chips(state);
    if (filterDetails.open) show.filters(state, result.counts);
    if (columnDetails.open) show.columns(state);
  };

  /** Draw the rest of the page, once its reader has seen the first of it. */
  const fill = () => {
    if (drawn.end >= drawn.goal) return;
    body.append(...drawRows(shownColumns(state), drawn.end, drawn.goal));
    drawn.end = drawn.goal;
  };

  /** Where all rows are asked for, those further down come as the reader gets there. */
  const addRows = () => {
    if (state.per !== "all" || box.scrollHeight - box.scrollTop > 4 * box.clientHeight) return;
    drawn.goal = Math.min(chosen.length, drawn.end + STEP);
    fill();
  };

  /** Take what the address says. A place of the page, as of the link that skips to the content, says nothing: the view stays. */
  const restore = (isFirst = false) => {
    const said = states.parse(location.hash, table) ?? (isFirst ? states.parse(history.state?.view ?? "", table) : null);
    if (!said) {
      history.replaceState({ view: states.write(state) }, ""); // for when the page is loaded again
      return;
    }
    state = said;
    typed = null;
    draw();
  };

  let starting = null;
  const start = () => (starting ??= (async () => {
    status.textContent = `Loading ${rowsOf(Number(explorer.dataset.rows))}, ${(explorer.dataset.bytes / 1e6).toFixed(1)} MB…`;
    try {
      const content = await data.load(explorer.dataset.script);
      table = await data.read(content);
    } catch {
      status.textContent = "The rows could not be loaded. Load the page again, or take a file from below.";
      return;
    }
    box.querySelector(".none")?.remove();
    box.append(none);
    show = {
      filters: () => {},
      columns: panels.columns(columnDetails.querySelector(".panel"), table, shownColumns, change),
      chips: panels.chips(chipList, table, change, search),
    };
    restore(true);
    if (asked.length) change((one) => asked.forEach((alter) => alter(one)));
    explorer.dataset.ready = "";
  })());

  // The filters of a long table are many elements: they are made when somebody looks at them.
  filterDetails.addEventListener("toggle", async () => {
    if (!filterDetails.open) return;
    await start();
    if (!table) return;
    if (!filterDetails.querySelector("fieldset")) show.filters = panels.filters(filterDetails.querySelector(".panel"), table, change);
    show.filters(state, choose.choose(table, state, true).counts);
  });
  columnDetails.addEventListener("toggle", async () => {
    if (!columnDetails.open) return;
    await start();
    if (table) show.columns(state);
  });

  search.addEventListener("input", () => change((one) => { one.query = search.value; }, true));
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !search.value) return;
    event.preventDefault();
    search.value = "";
    change((one) => { one.query = ""; }, true);
  });
  const turn = (button, by) => button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") change((one) => { one.page += by; }, false, true);
  });
  turn(before, -1);
  turn(after, 1);
  per.addEventListener("change", () => change((one) => { one.per = per.value; }));
  box.addEventListener("scroll", addRows, { passive: true });
  addEventListener("beforeprint", fill);
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button.more");
    if (button) cells.toggleMore(button);
  });

  const download = (id, type, write) => document.getElementById(id).addEventListener("click", async () => {
    await start();
    if (table) files.save(`${table.name}.${id}`, type, write(shownColumns(state), chosen));
  });
  download("csv", "text/csv;charset=utf-8", files.csv);
  download("json", "application/json", files.json);

  const copy = document.getElementById("copy");
  copy.addEventListener("click", async () => {
    if (waiting) write(true);
    const view = table ? states.write(state) : "";
    const words = (await copied(view ? `${location.href.split("#")[0]}#${view}` : location.href)) ? "Link copied" : "Copy it from the address bar";
    copy.textContent = words;
    setTimeout(() => { copy.textContent = "Copy link"; }, 2500);
  });

  // A key alone is a trap for those who speak to their computer: it can be turned off.
  const slash = {
    isOn: () => { try { return localStorage.getItem("slash") !== "off"; } catch { return true; } },
    set: (isOn) => { try { localStorage.setItem("slash", isOn ? "on" : "off"); } catch { /* a file share may have no storage */ } },
  };
  const slashBox = document.getElementById("slash");
  slashBox.checked = slash.isOn();
  slashBox.addEventListener("change", () => slash.set(slashBox.checked));

  addEventListener("popstate", () => { if (table) restore(); });
  addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || isWriting || !slash.isOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  if ("atOnce" in explorer.dataset || location.hash.includes("=") || history.state?.view) start();
  else for (const sign of ["pointerenter", "focusin", "touchstart"]) explorer.addEventListener(sign, start, { once: true, passive: true });
});

/** Put a text on the clipboard; a page that came over plain HTTP has to take the old way. */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = window.leaddata.cells.element("textarea", { readonly: "", class: "unseen" });
    field.value = words;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }
}
