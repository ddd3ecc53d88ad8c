// Rows as elements of a page: the same as the first ones, which the page was built with (cells.html).
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});
  const { found } = leaddata.text;
  const ROOT = "../";
  const LONG = 180; // characters, from which a cell is cut
  const ADDRESS = /^https?:\/\/\S+$/iu;

  const element = (name, attributes = {}, ...content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  };

  const rowAddress = (table, id) => `${ROOT}row.html#${table}/${encodeURIComponent(id)}`;

  /** Where a value leads; empty where it leads nowhere. */
  const link = (table, column, row, text) => {
    if (column.isNumber || column.lists) return "";
    const target = column.namedBy ? table.column(column.namedBy).text(row) : column.leadsTo;
    if (target) return rowAddress(target, text);
    if (ADDRESS.test(text)) return text;
    return column.resolver ? column.resolver + encodeURIComponent(text).replaceAll("%2F", "/") : "";
  };

  /** Text whose found parts are marked, as nodes; of the part from *start* to *end* alone. */
  const marked = (text, wanted, start = 0, end = text.length) => {
    const nodes = [];
    let at = start;
    for (const [from, to] of found(text, wanted)) {
      const [first, last] = [Math.max(from, start), Math.min(to, end)];
      if (first >= last) continue;
      if (first > at) nodes.push(text.slice(at, first));
      nodes.push(element("mark", {}, text.slice(first, last)));
      at = last;
    }
    if (at < end) nodes.push(text.slice(at, end));
    return nodes;
  };

  const keyCell = (table, text, wanted) => {
    const stop = text.lastIndexOf(".") + 1;
    const parts = stop > 0 && stop < text.length
      ? [element("span", { class: "stem" }, ...marked(text, wanted, 0, stop)), ...marked(text, wanted, stop)]
      : marked(text, wanted);
    return element("th", { scope: "row" }, element("a", { href: rowAddress(table.name, text) }, ...parts));
  };

  const silentCell = (words) => (words === "not stated"
    ? element("span", { class: "null" }, element("span", { "aria-hidden": "true" }, "–"), element("span", { class: "unseen" }, words))
    : element("span", { class: "null" }, words));

  const content = (cell, table, column, row, wanted) => {
    const text = column.text(row);
    if (text === null) return [silentCell(column.isRedacted(row) ? "redacted" : column.null)];
    if (text === "") return [element("span", { class: "null" }, column.lists ? "empty list" : "empty text")];
    const nodes = marked(text, wanted);
    const address = link(table, column, row, text);
    if (address) return [element("a", { href: address, ...(address.startsWith(ROOT) ? {} : { rel: "noreferrer" }) }, ...nodes)];
    if ([...text].length <= LONG) return nodes;
    cell.className = "wordy";
    return [
      element("div", { class: "long" }, ...nodes),
      element("button", { type: "button", class: "more", "aria-expanded": "false" }, "more"),
    ];
  };

  const plainCell = (table, column, row, wanted) => {
    const cell = element("td", column.isNumber ? { class: "number" } : {});
    cell.append(...content(cell, table, column, row, wanted));
    return cell;
  };

  /** A row of the table, of the columns given. */
  const rowElement = (table, columns, row, wanted) => element("tr", {}, ...columns.map((column) => (column.isKey
    ? keyCell(table, column.text(row), wanted)
    : plainCell(table, column, row, wanted))));

  /** Show all of a cut cell, or cut it again. */
  const toggleMore = (button) => {
    const isOpen = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(isOpen));
    button.textContent = isOpen ? "less" : "more";
    button.previousElementSibling.classList.toggle("open", isOpen);
  };

  leaddata.cells = { element, rowElement, toggleMore };
})();
