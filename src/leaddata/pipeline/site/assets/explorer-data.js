// A table as its script gives it: columns that can be read by row, searched and put in order.
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});
  const { fold } = leaddata.text;
  const SLICE = 12; // milliseconds after which the page may answer its reader

  const pause = () => new Promise((resume) => setTimeout(resume));

  /** Load a table by its script, which also works from a folder without a server. */
  const load = (address) => new Promise((resolve, reject) => {
    leaddata.receiveTable = (content) => resolve(content);
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });

  const isNumber = (column) => column.type === "integer" || column.type === "number";

  const written = (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value));

  /**
   * A column with, beside what its script says of it:
   *   code   for each row the place of its text in `texts`, -1 for null
   *   texts  what is shown and searched
   *   value  row -> the value itself: text, number, true, false, array of texts, null
   */
  const readColumn = (said) => {
    const { words, values } = said;
    const column = { unit: "", leadsTo: "", namedBy: "", resolver: "", redacted: [], null: "not stated", ...said };
    column.isNumber = isNumber(column);
    if (column.type === "list") {
      column.lists = values.map((places) => (places === -1 ? null : places));
      column.texts = column.lists.map((places) => places?.map((place) => words[place]).join("; "));
      column.value = (row) => column.lists[row]?.map((place) => words[place]) ?? null;
      column.code = Int32Array.from(values, (places, row) => (places === -1 ? -1 : row));
    } else if (words) {
      column.texts = words;
      column.code = Int32Array.from(values);
      column.value = (row) => (values[row] < 0 ? null : words[values[row]]);
    } else {
      column.texts = typeof values.find((value) => value !== null) === "string" ? values : values.map((value) => (value === null ? null : written(value)));
      column.code = Int32Array.from(values, (value, row) => (value === null ? -1 : row));
      column.value = (row) => values[row];
    }
    column.text = (row) => (column.code[row] < 0 ? null : column.texts[column.code[row]]);
    column.isRedacted = ((rows) => (row) => rows.has(row))(new Set(column.redacted));
    return column;
  };

  /**
   * Read a table and build its index once: the folded text of each row, hashes left out. The page stays responsive.
   */
  const read = async (content) => {
    let since = performance.now();
    const breathe = async () => {
      if (performance.now() - since < SLICE) return;
      await pause();
      since = performance.now();
    };
    const table = { name: content.table, count: content.rows, columns: [], index: [] };
    for (const said of content.columns) {
      const column = readColumn(said);
      column.folds = [];
      for (const text of column.texts) {
        column.folds.push(text == null ? "" : fold(text));
        if (column.folds.length % 500 === 0) await breathe();
      }
      table.columns.push(column);
      await breathe();
    }
    const searched = table.columns.filter((column) => !column.isHash);
    for (let row = 0; row < table.count; row += 1) {
      const parts = [];
      for (const column of searched) if (column.code[row] >= 0) parts.push(column.folds[column.code[row]]);
      table.index.push(parts.join("\n")); // joined at once: a text put together by + is laid out anew when it is first searched
      if (row % 500 === 0) await breathe();
    }
    table.column = ((byName) => (name) => byName.get(name))(new Map(table.columns.map((column) => [column.name, column])));
    return table;
  };

  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  /** For each row the number that it is put in order by, not a number for null. Numbers by size, all else as text. */
  const order = (column) => {
    if (column.order) return column.order;
    if (column.isNumber) {
      column.order = Float64Array.from(column.code, (code, row) => (code < 0 ? NaN : Number(column.value(row))));
      return column.order;
    }
    const places = column.folds.map((_, place) => place);
    const before = column.type === "date" || column.type === "datetime"
      ? (one, other) => (column.folds[one] < column.folds[other] ? -1 : Number(column.folds[one] > column.folds[other]))
      : (one, other) => collator.compare(column.folds[one], column.folds[other]);
    places.sort(before);
    const rank = new Float64Array(places.length);
    for (let at = 1; at < places.length; at += 1) {
      rank[places[at]] = rank[places[at - 1]] + Number(before(places[at - 1], places[at]) !== 0);
    }
    column.order = Float64Array.from(column.code, (code) => (code < 0 ? NaN : rank[code]));
    return column.order;
  };

  leaddata.data = { load, read, order };
})();
