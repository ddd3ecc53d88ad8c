// A button on each block of code that copies it: of a session at the prompt, only what was typed.
"use strict";
(() => {
  const typed = (text) => {
    const lines = text.split("\n");
    const prompted = lines.filter((line) => /^(>>>|\.\.\.|\$) /.test(line));
    return prompted.length ? prompted.map((line) => line.replace(/^(>>>|\.\.\.|\$) /, "")).join("\n") : text.trimEnd();
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // no right to the clipboard, or no such thing
      return false;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    for (const block of document.querySelectorAll("pre")) {
      const frame = document.createElement("div");
      const button = document.createElement("button");
      frame.className = "code";
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy this code");
      button.addEventListener("click", async () => {
        button.textContent = (await copy(typed(block.textContent))) ? "Copied" : "Select it and copy";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
      block.replaceWith(frame);
      frame.append(block, button);
    }
    // On a phone the list of pages would stand before the page.
    const side = document.getElementById("side");
    if (side && matchMedia("(max-width: 60rem)").matches) side.open = false;
  });
})();
