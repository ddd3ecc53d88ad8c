// Choose the programmes to compare. What is chosen stands behind # in the address, so that a link shows the same.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const table = document.getElementById("compared");
  const place = document.getElementById("pick");
  if (!table || !place) return;
  const heads = [...table.querySelectorAll("thead th[data-programme]")];
  const ids = heads.map((head) => head.dataset.programme);
  const boxes = new Map();

  const show = () => {
    const hidden = new Set(ids.flatMap((id, at) => (boxes.get(id).checked ? [] : [at + 1])));
    for (const row of table.rows) {
      if (row.classList.contains("group")) continue;
      [...row.cells].forEach((cell, at) => { cell.hidden = hidden.has(at); });
    }
    for (const group of table.querySelectorAll(".group th")) group.colSpan = ids.length + 1 - hidden.size;
    said.textContent = hidden.size ? `${ids.length - hidden.size} of ${ids.length} programmes shown` : "";
  };

  /** From the address to the boxes; without a choice there, all are shown. */
  const read = () => {
    if (!location.hash.startsWith("#p=") && location.hash.length > 1) return; // the name of a heading
    const chosen = location.hash.slice(3).split(",").filter(Boolean).map((part) => {
      try { return decodeURIComponent(part); } catch { return part; }
    }).filter((id) => boxes.has(id));
    for (const [id, box] of boxes) box.checked = !chosen.length || chosen.includes(id);
    show();
  };

  const write = () => {
    const chosen = ids.filter((id) => boxes.get(id).checked);
    const all = chosen.length === 0 || chosen.length === ids.length;
    const parts = chosen.map((id) => encodeURIComponent(id).replaceAll("'", "%27"));
    history.replaceState(null, "", all ? "#" : `#p=${parts.join(",")}`);
    show();
  };

  const folded = document.createElement("details");
  const summary = document.createElement("summary");
  const field = document.createElement("fieldset");
  summary.textContent = "Programmes to compare";
  folded.open = matchMedia("(min-width: 40rem)").matches;
  field.setAttribute("aria-label", "Programmes to compare");
  folded.append(summary, field);
  for (const head of heads) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const name = document.createElement("span");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", write);
    name.textContent = head.textContent;
    label.append(box, name);
    field.append(label);
    boxes.set(head.dataset.programme, box);
  }
  const buttons = document.createElement("div");
  for (const [words, isChecked] of [["All", true], ["None", false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => {
      for (const box of boxes.values()) box.checked = isChecked;
      write();
    });
    buttons.append(button);
  }
  const said = document.createElement("output");
  buttons.append(said);
  field.append(buttons);
  place.append(folded);
  read();
  addEventListener("hashchange", read);
});
