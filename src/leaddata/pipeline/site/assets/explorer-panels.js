// What a reader sets beside the search: a filter per column, which columns are shown, and the list of what is in use.
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});
  const { element } = leaddata.cells;
  const { emptyFilter, filterOn, isUsed } = leaddata.state;

  const option = (value, words) => element("option", { value }, words);
  const hasNulls = (column) => column.code.includes(-1);

  /** A group of controls for one column, under its name. */
  const group = (column, ...controls) => element(
    "fieldset", { class: "filter" },
    element("legend", {}, element("code", {}, column.name), ...(column.unit ? [` ${column.unit}`] : [])),
    ...controls,
  );

  /** Checkboxes with counts. Returns {element, show(filter, counts)}. */
  const choices = (column, change) => {
    const total = new Map();
    const add = (text) => total.set(text, (total.get(text) ?? 0) + 1);
    for (let row = 0; row < column.code.length; row += 1) {
      if (column.code[row] < 0) continue;
      if (column.lists) new Set(column.lists[row]).forEach((place) => add(column.words[place]));
      else add(column.text(row));
    }
    const values = [...total.keys()].sort((one, other) => total.get(other) - total.get(one) || (one < other ? -1 : 1));
    if (hasNulls(column)) values.push(null);
    const lines = values.map((value) => {
      const box = element("input", { type: "checkbox" });
      const count = element("span", { class: "count" });
      const words = element("span", value ? {} : { class: "null" }, value ?? column.null);
      if (value === "") words.textContent = "empty text";
      box.addEventListener("change", () => change((filter) => {
        if (value === null) filter.null = box.checked ? "yes" : "";
        else filter.is = box.checked ? [...filter.is, value] : filter.is.filter((one) => one !== value);
      }));
      return { value, box, count, line: element("label", { class: "choice" }, box, words, count) };
    });
    return {
      element: group(column, element("div", { class: "choices" }, ...lines.map(({ line }) => line))),
      show: (filter, counts) => lines.forEach(({ value, box, count }) => {
        box.checked = value === null ? filter.null === "yes" : filter.is.includes(value);
        count.textContent = (counts.get(value) ?? 0).toLocaleString("en");
      }),
    };
  };

  /** A text to look for, or whether there is one. */
  const text = (column, change) => {
    const how = element("select", { "aria-label": `${column.name}: how` }, option("has", "contains"), option("is", "is exactly"));
    if (hasNulls(column)) how.append(option("no", "is stated"), option("yes", `is ${column.null}`));
    const input = element("input", { type: "text", "aria-label": `${column.name}: text`, autocomplete: "off", spellcheck: "false" });
    const take = (isTyping) => change((filter) => {
      const isNull = how.value === "yes" || how.value === "no";
      Object.assign(filter, emptyFilter());
      if (isNull) filter.null = how.value;
      else if (how.value === "has") filter.has = input.value;
      else if (input.value) filter.is = [input.value];
    }, isTyping);
    how.addEventListener("change", () => take(false));
    input.addEventListener("input", () => take(true));
    return {
      element: group(column, how, input),
      show: (filter) => {
        if (filter.null || filter.is.length || filter.has) how.value = filter.null || (filter.is.length ? "is" : "has");
        else if (how.value === "yes" || how.value === "no") how.value = "has";
        input.hidden = Boolean(filter.null);
        const value = filter.is[0] ?? filter.has;
        if (input.value !== value) input.value = value;
      },
    };
  };

  /** A least and a greatest value, or whether there is one. */
  const range = (column, change) => {
    const [least, greatest] = extremes(column);
    const type = column.isNumber ? { type: "number", step: "any" } : { type: "date" };
    const [from, to] = [["from", least], ["to", greatest]].map(([end, placeholder]) => element(
      "input", { ...type, "aria-label": `${column.name}: ${end}`, placeholder },
    ));
    const how = element("select", { "aria-label": `${column.name}: how` }, option("", "between"));
    if (hasNulls(column)) how.append(option("no", "is stated"), option("yes", `is ${column.null}`));
    const take = (isTyping) => change((filter) => {
      Object.assign(filter, emptyFilter(), how.value ? { null: how.value } : { min: from.value, max: to.value });
    }, isTyping);
    how.addEventListener("change", () => take(false));
    for (const input of [from, to]) input.addEventListener("input", () => take(true));
    const ends = element("div", { class: "ends" }, from, element("span", { "aria-hidden": "true" }, "–"), to);
    return {
      element: group(column, ...(hasNulls(column) ? [how] : []), ends),
      show: (filter) => {
        how.value = filter.null;
        ends.hidden = Boolean(filter.null);
        if (from.value !== filter.min) from.value = filter.min;
        if (to.value !== filter.max) to.value = filter.max;
      },
    };
  };

  const extremes = (column) => {
    const order = leaddata.data.order(column);
    let [least, greatest] = [-1, -1];
    for (let row = 0; row < order.length; row += 1) {
      if (Number.isNaN(order[row])) continue;
      if (least < 0 || order[row] < order[least]) least = row;
      if (greatest < 0 || order[row] > order[greatest]) greatest = row;
    }
    return least < 0 ? ["", ""] : [column.text(least), column.text(greatest)];
  };

  /** All filters of a table. *change* takes what to do with the state, and whether the reader is still typing. */
  const filters = (panel, table, change) => {
    const made = table.columns.map((column) => {
      const make = column.hasChoices ? choices : leaddata.choose.isRange(column) ? range : text;
      const one = make(column, (alter, isTyping = false) => change((state) => {
        alter(filterOn(state, column.name));
        if (!isUsed(state.filters[column.name])) delete state.filters[column.name];
      }, isTyping));
      return { column, ...one };
    });
    panel.replaceChildren(...made.map((one) => one.element));
    return (state, counts) => {
      for (const { column, show } of made) show(state.filters[column.name] ?? emptyFilter(), counts.get(column.name));
    };
  };

  /** Which columns are shown. The id of a row always is: it leads to the evidence. */
  const columns = (panel, table, shown, change) => {
    const boxes = table.columns.map((column) => {
      const box = element("input", { type: "checkbox" });
      box.disabled = Boolean(column.isKey);
      box.addEventListener("change", () => change((state) => {
        const names = new Set(shown(state).map((one) => one.name));
        if (box.checked) names.add(column.name);
        else names.delete(column.name);
        state.columns = new Set(table.columns.map((one) => one.name).filter((name) => names.has(name)));
      }));
      const words = element("span", {}, element("code", {}, column.name), ` ${column.description}`);
      return { column, box, line: element("label", { class: "choice" }, box, words) };
    });
    const button = (words, names) => {
      const made = element("button", { type: "button" }, words);
      made.addEventListener("click", () => change((state) => { state.columns = names; }));
      return made;
    };
    panel.replaceChildren(
      element("div", { class: "choices described" }, ...boxes.map(({ line }) => line)),
      element("p", { class: "line" }, button("As at first", null), button("All", new Set(table.columns.map((one) => one.name)))),
    );
    return (state) => {
      const names = new Set(shown(state).map((column) => column.name));
      for (const { column, box } of boxes) box.checked = names.has(column.name);
    };
  };

  /** A filter in words. */
  const said = (column, filter) => {
    const parts = [];
    if (filter.is.length) parts.push(filter.is.map((value) => value || "empty text").join(" or "));
    if (filter.has) parts.push(`contains ${filter.has}`);
    if (filter.min && filter.min === filter.max) parts.push(filter.min);
    else if (filter.min || filter.max) parts.push([filter.min && `from ${filter.min}`, filter.max && `to ${filter.max}`].filter(Boolean).join(" "));
    if (filter.null) parts.push(filter.null === "no" ? "stated" : column.null);
    return `${column.name}: ${parts.join(" or ")}`;
  };

  /** The filters in use, each of which can be taken away; the focus goes to the next one, or to *home*. */
  const chips = (list, table, change, home) => (state) => {
    const used = Object.entries(state.filters);
    const button = (words, label, alter) => {
      const made = element("button", { type: "button", "aria-label": label }, words, element("span", { "aria-hidden": "true" }, " ×"));
      made.addEventListener("click", () => {
        const place = [...list.children].indexOf(made.parentElement);
        change(alter);
        const next = list.children[Math.min(place, list.children.length - 1)];
        (next?.firstElementChild ?? home).focus();
      });
      return element("li", {}, made);
    };
    list.replaceChildren(...used.map(([name, filter]) => {
      const words = said(table.column(name), filter);
      return button(words, `Take away ${words}`, (one) => { delete one.filters[name]; });
    }));
    if (used.length > 1) list.append(button("Clear all", "Take away all filters", (one) => { one.filters = {}; }));
    list.hidden = !used.length;
  };

  leaddata.panels = { filters, columns, chips };
})();
