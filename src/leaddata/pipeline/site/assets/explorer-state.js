// What a reader has asked for, and the part of the address after # that says the same:
//   q=words  f.grade=registrar (repeated: any of them)  has.name=part  min.year=2008  max.year=2010
//   null.grade=yes (only rows that do not state it) or no  sort=name or -name  cols=name,grade  page=2  per=25|50|100|all
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});
  const PER = ["25", "50", "100", "all"];

  const empty = () => ({ query: "", filters: {}, sort: null, columns: null, page: 1, per: "50" });
  const emptyFilter = () => ({ is: [], has: "", min: "", max: "", null: "" });
  const isUsed = (filter) => Boolean(filter && (filter.is.length || filter.has || filter.min || filter.max || filter.null));

  /** The filter on a field, made where there is none. */
  const filterOn = (state, name) => (state.filters[name] ??= emptyFilter());

  /** Read a state. What the table does not have is passed over; null where *hash* is no state, but names a place of the page. */
  const parse = (hash, table) => {
    const state = empty();
    const text = hash.replace(/^#/, "");
    if (text && !text.includes("=")) return null;
    for (const [key, value] of new URLSearchParams(text)) {
      const [, kind, name] = /^(f|has|min|max|null)\.(.*)$/su.exec(key) ?? [];
      if (kind) {
        const column = table.column(name);
        if (column) setFilter(filterOn(state, name), kind, value, column);
      } else if (key === "q") state.query = value;
      else if (key === "sort" && table.column(value.replace(/^-/, ""))) {
        state.sort = { name: value.replace(/^-/, ""), isDown: value.startsWith("-") };
      } else if (key === "cols") {
        const names = value.split(",").filter((name) => table.column(name));
        if (names.length) state.columns = new Set(names);
      } else if (key === "page") state.page = Math.max(1, Math.floor(Number(value)) || 1);
      else if (key === "per" && PER.includes(value)) state.per = value;
    }
    for (const name of Object.keys(state.filters)) if (!isUsed(state.filters[name])) delete state.filters[name];
    return state;
  };

  const setFilter = (filter, kind, value, column) => {
    if (kind === "null") filter.null = value === "yes" || value === "no" ? value : "";
    else if (kind !== "f") filter[kind] = value;
    // A reader changes a range by its ends.
    else if (leaddata.choose.isRange(column)) { filter.min = value; filter.max = value; }
    else if (!filter.is.includes(value)) filter.is.push(value);
  };

  /** Write a state; what is as at first is left out. */
  const write = (state) => {
    const parts = new URLSearchParams();
    if (state.query) parts.set("q", state.query);
    for (const [name, filter] of Object.entries(state.filters)) {
      for (const value of filter.is) parts.append(`f.${name}`, value);
      for (const kind of ["has", "min", "max", "null"]) if (filter[kind]) parts.set(`${kind}.${name}`, filter[kind]);
    }
    if (state.sort) parts.set("sort", `${state.sort.isDown ? "-" : ""}${state.sort.name}`);
    if (state.columns) parts.set("cols", [...state.columns].join(","));
    if (state.per !== "50") parts.set("per", state.per);
    if (state.page > 1) parts.set("page", state.page);
    return parts.toString();
  };

  leaddata.state = { empty, emptyFilter, filterOn, isUsed, parse, write };
})();
