// Small pieces of the page of a row: elements, addresses, values and places in words.
"use strict";
const leaddataParts = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes and children; text is only ever text. */
  const make = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
  const draw = (name, attributes = {}, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
  const fill = (element, attributes, children) => {
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  const rowHash = (...parts) => "#" + parts.filter((part) => part).map(encodeURIComponent).join("/");
  const rowLink = (table, id, text, field) => make("a", { href: "row.html" + rowHash(table, id, field) }, text);

  /** Table, row and field of an address; null of one that cannot be read. */
  const readHash = (hash) => {
    try {
      const [table, id, field] = hash.replace(/^#/, "").split("/").map(decodeURIComponent);
      return { table: table || "", id: id || "", field: field || "" };
    } catch {
      return null;
    }
  };

  const words = (value) => {
    if (value === true) return "yes";
    if (value === false) return "no";
    return Array.isArray(value) ? value.map(words).join("; ") : String(value);
  };

  const NULLS = { silent: "not stated", withheld: "withheld" };
  const WHY = {
    silent: "The source does not say: the value is null, and nothing is guessed.",
    withheld: "The words are not ours to pass on: the value is null. Their number and sha256 stand in other fields.",
  };
  /** Why a cell is null, in a word or two and in a sentence. */
  const nullWord = (field) => NULLS[field.why] || "redacted";
  const nullSentence = (field) =>
    WHY[field.why] || `Removed on ${field.why[0]} (ground: ${field.why[1]}): a person named there is left out of this release.`;

  /** Where a place is, as `leaddata trace` says it. */
  const placeWords = (place) => {
    const parts = [];
    if (place.page !== null) parts.push(`page ${place.page}`);
    if (place.box) parts.push(`box (${place.box.map((edge) => edge.toFixed(1)).join(", ")})`);
    if (place.lines) parts.push(place.lines[0] === place.lines[1] ? `line ${place.lines[0]}` : `lines ${place.lines.join("-")}`);
    if (place.path !== null) parts.push(place.path);
    return parts.join(", ") || "the document as a whole";
  };

  /** Copy a text; where the browser does not let us, mark it so that the reader can. */
  const copy = async (text, shown, told) => {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = "Copied";
    } catch {
      if (shown) getSelection().selectAllChildren(shown);
      told.textContent = shown ? "Marked: copy it with Ctrl+C" : text;
    }
  };

  return { make, draw, rowHash, rowLink, readHash, words, nullWord, nullSentence, placeWords, copy };
})();
