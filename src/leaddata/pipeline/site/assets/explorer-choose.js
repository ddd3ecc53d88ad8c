// Which rows a state asks for, in which order, and how many of them have each value. Nothing here knows of the page.
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});
  const { fold, words } = leaddata.text;
  const HASH = /^[0-9a-f]{8,64}$/;

  /** True for a column whose values are chosen by their least and greatest. */
  const isRange = (column) => column.isNumber || column.type === "date" || column.type === "datetime";

  /** A function that tells whether a row has all words of a query in it. */
  const searching = (table, query) => {
    const wanted = words(query);
    const hashes = table.columns.filter((column) => column.isHash);
    const inHash = (row, word) => HASH.test(word)
      && hashes.some((column) => column.code[row] >= 0 && column.folds[column.code[row]].includes(word));
    return (row) => wanted.every((word) => table.index[row].includes(word) || inHash(row, word));
  };

  /** A function that tells whether a row passes the filter on a column. */
  const passing = (column, filter) => {
    const isNull = (row) => column.code[row] < 0;
    const tests = [];
    if (filter.is.length) tests.push(isOneOf(column, filter.is));
    if (filter.has) tests.push(has(column, filter.has));
    if (filter.min || filter.max) tests.push(isBetween(column, filter.min, filter.max));
    const states = (row) => !isNull(row) && tests.every((test) => test(row));
    // Among the values of a list of choices, not to be stated is one.
    if (filter.null === "yes") return tests.length ? (row) => isNull(row) || states(row) : isNull;
    return states;
  };

  const isOneOf = (column, values) => {
    const wanted = new Set(values);
    if (column.lists) return (row) => column.lists[row].some((place) => wanted.has(column.words[place]));
    const places = Uint8Array.from(column.texts, (text) => Number(wanted.has(text)));
    return (row) => places[column.code[row]] === 1;
  };

  const has = (column, text) => {
    const wanted = fold(text);
    const places = Uint8Array.from(column.folds, (folded) => Number(folded.includes(wanted)));
    return (row) => places[column.code[row]] === 1;
  };

  const isBetween = (column, least, greatest) => {
    if (column.isNumber) {
      const from = least === "" || Number.isNaN(Number(least)) ? -Infinity : Number(least);
      const to = greatest === "" || Number.isNaN(Number(greatest)) ? Infinity : Number(greatest);
      return (row) => Number(column.value(row)) >= from && Number(column.value(row)) <= to;
    }
    // A time is within a day, and a day within a month or year, by their beginnings.
    return (row) => {
      const value = column.text(row);
      return (!least || value >= least) && (!greatest || value.slice(0, greatest.length) <= greatest);
    };
  };

  /**
   * Return {rows, counts}: the rows asked for, in order, and for each column with choices how many rows each choice
   * would leave under the search and the filters of all other columns, as a Map from text, or null, to a number. Without
   * *isCounting* there are no counts.
   */
  const choose = (table, state, isCounting = false) => {
    const isFound = searching(table, state.query);
    const filters = Object.entries(state.filters).map(([name, filter]) => {
      const column = table.column(name);
      return { column, passes: passing(column, filter) };
    });
    const chosen = [];
    const counted = isCounting ? table.columns.filter((column) => column.hasChoices) : [];
    const tallies = new Map(counted.map((column) => [column, new Uint32Array((column.lists ? column.words : column.texts).length + 1)]));
    const count = (column, row) => {
      const tally = tallies.get(column);
      if (column.code[row] < 0) tally[tally.length - 1] += 1;
      else if (column.lists) for (const place of new Set(column.lists[row])) tally[place] += 1;
      else tally[column.code[row]] += 1;
    };
    for (let row = 0; row < table.count; row += 1) {
      if (!isFound(row)) continue;
      let failed = null;
      let failures = 0;
      for (const filter of filters) {
        if (filter.passes(row)) continue;
        failed = filter.column;
        failures += 1;
        if (failures > 1) break;
      }
      if (failures === 0) {
        chosen.push(row);
        for (const column of counted) count(column, row);
      } else if (isCounting && failures === 1 && failed.hasChoices) count(failed, row);
    }
    return { rows: sorted(table, chosen, state.sort), counts: new Map([...tallies].map(([column, tally]) => [column.name, named(column, tally)])) };
  };

  /** Counts by text; a column without a dictionary may hold a text in several places. */
  const named = (column, tally) => {
    const counts = new Map();
    const texts = column.lists ? column.words : column.texts;
    for (const [place, text] of texts.entries()) if (text != null) counts.set(text, (counts.get(text) ?? 0) + tally[place]);
    counts.set(null, tally.at(-1));
    return counts;
  };

  /** Put rows in order; those that are alike stay as they were, and null comes last both ways. */
  const sorted = (table, rows, sort) => {
    if (!sort) return rows;
    const order = leaddata.data.order(table.column(sort.name));
    const sign = sort.isDown ? -1 : 1;
    const stated = rows.filter((row) => !Number.isNaN(order[row]));
    const others = rows.filter((row) => Number.isNaN(order[row]));
    return stated.sort((one, other) => sign * (order[one] - order[other]) || one - other).concat(others);
  };

  leaddata.choose = { choose, isRange };
})();
