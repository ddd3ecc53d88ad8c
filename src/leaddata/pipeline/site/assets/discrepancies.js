// Show the discrepancies of one rule. The choice stands in the address: #rule=count_differs; #ID leads to one of them.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("by-rule");
  if (!form) return;
  const choice = document.getElementById("rule");
  const told = document.getElementById("shown");
  const groups = [...document.querySelectorAll("section.rule")];
  const all = groups.reduce((sum, group) => sum + Number(group.dataset.count), 0);

  const show = (rule) => {
    let count = 0;
    for (const group of groups) {
      group.hidden = Boolean(rule) && group.dataset.rule !== rule;
      if (!group.hidden) count += Number(group.dataset.count);
    }
    choice.value = rule;
    told.textContent = `${count} of ${all}`;
  };
  const restore = () => {
    const hash = location.hash;
    const rule = hash.startsWith("#rule=") ? decoded(hash.slice(6)) : "";
    show(groups.some((group) => group.dataset.rule === rule) ? rule : "");
    if (hash && !rule) document.getElementById(decoded(hash.slice(1)))?.scrollIntoView();
  };
  const decoded = (text) => {
    try { return decodeURIComponent(text); } catch { return ""; }
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  choice.addEventListener("change", () => {
    history.pushState(null, "", choice.value ? `#rule=${encodeURIComponent(choice.value)}` : location.pathname);
    show(choice.value);
  });
  addEventListener("hashchange", restore);
  addEventListener("popstate", restore);
  restore();
});
