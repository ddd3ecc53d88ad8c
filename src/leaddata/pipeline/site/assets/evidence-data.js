// The rows of the release with their places, in files of a hundred rows each, taken in as a row is asked for.
"use strict";
const leaddataEvidence = (() => {
  const taken = new Map();
  const asked = new Map();

  /** Called by each file of data. */
  const take = (name, content) => taken.set(name, content);

  /** Load data/evidence/NAME.js; without a server a page may load scripts, and nothing else. */
  const load = (name) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const failed = () => {
          asked.delete(name);
          reject(new Error(`The file data/evidence/${name}.js of this site cannot be read.`));
        };
        script.src = `data/evidence/${encodeURIComponent(name)}.js`;
        script.addEventListener("load", () => (taken.has(name) ? resolve(taken.get(name)) : failed()));
        script.addEventListener("error", failed);
        document.head.append(script);
      }));
    }
    return asked.get(name);
  };

  /** The number of the file that would hold a row: rows stand in the order of their ids. */
  const fileOf = (starts, id) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= id) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  };

  /** What an object holds under a name; not what every object has. */
  const own = (object, name, otherwise) => (Object.hasOwn(object, name) ? object[name] : otherwise);

  /** A row as an object, with its neighbours; null where the table has none of that id. */
  const find = async (index, name, id) => {
    const table = index.tables[name];
    if (!table.starts.length) return null;
    const number = fileOf(table.starts, id);
    const file = await load(`${name}-${number}`);
    const at = file.rows.findIndex((row) => row[0] === id);
    if (at < 0) return null;
    const [, label, values, places, nulls, referring, discrepancies] = file.rows[at];
    const place = ([which, method, evidence]) => {
      const [snapshot, page, box, lines, path, quote, around] = file.places[which];
      return {
        method, evidence, page, box, lines, path, quote,
        snapshot: snapshot === null ? null : index.snapshots[snapshot],
        around: around === null ? null : file.around[around],
      };
    };
    const fields = table.fields.map(([field, type, unit], column) => ({
      name: field, type, unit, value: values[column], places: own(places, field, []).map(place), why: own(nulls, field, "silent"),
    }));
    return {
      table: name, id, label, fields, referring, discrepancies,
      number: number * index.rows + at + 1, count: table.count,
      before: at ? file.rows[at - 1][0] : file.before,
      after: at + 1 < file.rows.length ? file.rows[at + 1][0] : file.after,
    };
  };

  return { take, find, index: () => load("index") };
})();
