// What is told of the field chosen: each place, how the value came from it, the document, and how to check and cite it.
"use strict";
const leaddataDetails = (() => {
  const { make, rowLink, words, nullSentence, placeWords, copy } = leaddataParts;

  const terms = (...pairs) =>
    make("dl", { class: "told" }, ...pairs.filter((pair) => pair).map(([name, ...said]) => make("div", {}, make("dt", {}, name), make("dd", {}, ...said))));

  /** Lines of a document without pages; those of the place stand out, and in them the words that were read. */
  const linesOf = ([first, start, end, lines], quote) =>
    make("div", { class: "lines", tabindex: "0", role: "group", "aria-label": "Lines of the document" }, ...lines.map((line, at) => {
      const number = first + at;
      const isPlace = start <= number && number <= end;
      return make("p", { class: isPlace ? "line place" : "line" },
        make("span", { class: "line-number" }, String(number)), make("code", {}, ...(isPlace ? marked(line, quote) : [line.trim()])));
    }));

  const marked = (line, quote) => {
    const at = quote ? line.indexOf(quote) : -1;
    return at < 0 ? [line.trim()] : [line.slice(0, at).trimStart(), make("mark", {}, quote), line.slice(at + quote.length)];
  };

  const placeOf = (index, place, number) => make("li", { class: "read" },
    number ? make("p", { class: "count" }, `Place ${number}`) : "",
    place.quote === null
      ? make("p", { class: "muted" }, "The words there are not passed on; their sha256 stands in the evidence.")
      : make("blockquote", {}, place.quote),
    place.around ? linesOf(place.around, place.quote) : "",
    terms(
      ["Place", placeWords(place)],
      ["How", make("span", { class: "tag" }, place.method), ` ${index.methods[place.method] || ""}`],
      ["Evidence", rowLink("evidence", place.evidence, place.evidence)],
    ));

  const documentOf = (snapshot) => {
    const hash = make("code", { class: "hash" }, snapshot.sha256);
    const told = make("span", { role: "status", class: "copied" });
    const button = make("button", { type: "button", class: "small" }, "Copy sha256");
    button.addEventListener("click", () => copy(snapshot.sha256, hash, told));
    const edition = snapshot.edition === "restated" ? "restated: facts as printed, prose in our words" : snapshot.edition;
    return make("div", { class: "document-told" },
      make("h3", {}, "The document"),
      terms(
        ["Source", rowLink("sources", snapshot.source, snapshot.title)],
        ["Edition", make("a", { href: "docs/editions.html" }, edition)],
        ["Snapshot", rowLink("snapshots", snapshot.id, snapshot.id)],
        ["sha256", hash, " ", button, " ", told],
        ["Check it", make("code", {}, `sha256sum ${snapshot.file || "FILE"}`), " of the same document prints this hash; ",
          make("code", {}, "leaddata verify"), " reads every quote again at its place."],
      ));
  };

  const snapshotsOf = (places) => [...new Map(places.filter((place) => place.snapshot).map((place) => [place.snapshot.id, place.snapshot])).values()];
  const own = (fields) => {
    const places = fields.flatMap((field) => field.places);
    const read = places.filter((place) => place.method !== "registry");
    return read.length ? read : places;
  };

  /** The elements below the picture. */
  const details = (index, row, field) => {
    if (!field) {
      const documents = snapshotsOf(own(row.fields));
      if (documents.length) return documents.map(documentOf);
      const isSilent = row.fields.every((one) => !one.places.length);
      return [make("p", {}, isSilent
        ? "No place is recorded for the rows of this table: they tell of the release itself."
        : "No document prints this row: it is of our own registers. Choose a field to see which entry says so.")];
    }
    const meaning = make("p", {}, make("a", { href: `dictionary.html#${row.table}.${field.name}` }, `What ${field.name} means`));
    if (field.value === null) return [make("p", {}, nullSentence(field)), meaning];
    const told = make("p", { class: "chosen-value" }, make("code", {}, field.name), " = ", words(field.value), field.unit ? ` (${field.unit})` : "");
    if (!field.places.length) return [told, make("p", {}, "No place is recorded for this field."), meaning];
    const list = make("ol", { class: "read-list" }, ...field.places.map((place, at) => placeOf(index, place, field.places.length > 1 ? at + 1 : 0)));
    return [told, meaning, list, ...snapshotsOf(field.places).map(documentOf)];
  };

  /** One line that names release, row, printed words and place: it holds for as long as the release does. */
  const citation = (index, row, field) => {
    const places = own(field ? [field] : row.fields);
    const cell = `${row.table} ${row.id}${field ? ` ${field.name}` : ""}`;
    const said = field && field.value !== null ? `: ${words(field.value)}` : "";
    const seen = new Map();
    for (const place of places) {
      const id = place.snapshot ? place.snapshot.id : "";
      if (!seen.has(id)) seen.set(id, { snapshot: place.snapshot, at: new Set() });
      seen.get(id).at.add(field || place.page === null ? placeWords(place) : `page ${place.page}`);
    }
    const printed = [...seen.values()].map(({ snapshot, at }) => {
      const where = [...at].slice(0, 4).join("; ") + (at.size > 4 ? "; …" : "");
      return snapshot ? `${snapshot.title} (${snapshot.id}, ${snapshot.edition} edition), ${where}` : where;
    });
    const how = places.some((place) => place.method !== "registry") ? "Printed in" : "Entry of a register";
    return `${index.title}, release ${index.version} (${index.released}), ${cell}${said}${printed.length ? `. ${how}: ${printed.join(" / ")}` : ""}.`;
  };

  const quoted = (text) => JSON.stringify(text);
  const shell = (text) => (/^[\w.@%+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const code = (row, field) => {
    const more = field ? [field.name] : [];
    return `leaddata.trace(${[row.table, row.id, ...more].map(quoted).join(", ")})\nleaddata trace ${[row.table, row.id, ...more].map(shell).join(" ")}`;
  };

  return { details, citation, code };
})();
