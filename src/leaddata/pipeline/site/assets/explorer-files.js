// What is seen as a file: CSV and JSON as `leaddata export` writes them.
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});

  // A spreadsheet takes a cell that begins so for a formula (exporting/plain.py has the same).
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

  const csvCell = (column, row) => {
    const value = column.value(row);
    if (value === null) return "";
    if (column.type === "number") return /^-?\d+$/u.test(value) ? `${value}.0` : String(value);
    if (column.type === "boolean" || column.type === "integer") return String(value);
    const text = column.lists ? value.join("; ") : value;
    const isText = column.lists || column.type === "string";
    return quoted(isText && FORMULA.test(text) ? `'${text}` : text);
  };

  const quoted = (text) => (text === "" || /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  /** Rows as CSV: null is nothing, an empty text a pair of quotes. */
  const csv = (columns, rows) => [
    columns.map((column) => quoted(column.name)).join(","),
    ...rows.map((row) => columns.map((column) => csvCell(column, row)).join(",")),
  ].map((line) => `${line}\n`).join("");

  /** Rows as JSON: an array with an object per row, a row per line. */
  const json = (columns, rows) => {
    const names = columns.map((column) => JSON.stringify(column.name));
    const lines = rows.map((row) => `{${columns.map((column, at) => `${names[at]}: ${JSON.stringify(column.value(row))}`).join(", ")}}`);
    return lines.length ? `[\n${lines.join(",\n")}\n]\n` : "[]\n";
  };

  /** Let the browser save a text as a file. */
  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = leaddata.cells.element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  leaddata.files = { csv, json, save };
})();
