// The picture of a page with the places of a row on it: faint those of the row, strong those of the field chosen.
"use strict";
const leaddataPicture = (() => {
  const { make, draw } = leaddataParts;
  const AROUND = 70; // points above and below a place
  const BESIDE = 24;
  const NARROWEST = 300; // points across: a column of print
  const ORDER = ["printed", "vocabulary", "correction", "derived", "passage", "registry"];
  const WHY_NOT = {
    rights: "The page is not shown: it is the publisher’s, and only its facts may be passed on. The boxes are where they are on the page.",
    absent: "The page is not shown: the document was not at hand when this site was built. The boxes are where they are on the page.",
  };

  /** Boxes of a row, each once, with the fields that were read from it: those that print their value first. */
  const boxesOf = (fields) => {
    const found = new Map();
    for (const field of fields) {
      for (const place of field.places) {
        if (!place.box || !place.snapshot || place.page === null) continue;
        const key = JSON.stringify([place.snapshot.id, place.page, place.box]);
        if (!found.has(key)) found.set(key, { snapshot: place.snapshot, page: place.page, box: place.box, fields: [] });
        found.get(key).fields.push([ORDER.indexOf(place.method), field.name]);
      }
    }
    for (const one of found.values()) one.fields = [...new Set(one.fields.sort((a, b) => a[0] - b[0]).map((pair) => pair[1]))];
    return [...found.values()];
  };

  const union = (boxes) => [
    Math.min(...boxes.map((one) => one.box[0])), Math.min(...boxes.map((one) => one.box[1])),
    Math.max(...boxes.map((one) => one.box[2])), Math.max(...boxes.map((one) => one.box[3])),
  ];

  /** What is shown of a page around some boxes: x, y, width, height in points. */
  const windowOn = (boxes, width, height) => {
    const [x0, top, x1, bottom] = union(boxes);
    const across = Math.min(width, Math.max(x1 - x0 + 2 * BESIDE, NARROWEST));
    const left = Math.min(Math.max(0, (x0 + x1 - across) / 2), width - across);
    const start = Math.max(0, top - AROUND);
    return [left, start, across, Math.min(height, bottom + AROUND) - start];
  };

  /**
   * The figure of one page.
   * @param all boxes of the row on this page
   * @param chosen field, or "" for the whole row
   * @param isWhole the page as a whole, not the place
   * @param choose called with the field of a box that is clicked
   */
  const figure = (all, chosen, isWhole, choose) => {
    const { snapshot, page } = all[0];
    const here = all.filter((one) => !chosen || one.fields.includes(chosen));
    const [, , right, low] = union(all);
    const [width, height] = snapshot.pages[page] || [Math.max(595, right + 20), Math.max(842, low + 20)];
    const isShown = !snapshot.why && Boolean(snapshot.pages[page]);
    const view = isWhole ? [0, 0, width, height] : windowOn(here.length ? here : all, width, height);
    const name = `Page ${page} of ${snapshot.title}; outlined: ${chosen || "the places of the row"}`;
    const svg = draw("svg", { viewBox: view.map((edge) => edge.toFixed(2)).join(" "), role: "img", "aria-label": name, class: "page" });
    svg.append(draw("rect", { width, height, class: "sheet" }));
    if (isShown) {
      svg.append(draw("image", { href: `${snapshot.folder}/${page}.png`, width, height, preserveAspectRatio: "none" }));
    }
    for (const one of [...all].sort((a, b) => here.includes(a) - here.includes(b))) {
      const [x0, top, x1, bottom] = one.box;
      const isStrong = Boolean(chosen) && here.includes(one);
      const box = draw("rect", {
        x: x0 - 1.5, y: top - 1.5, width: x1 - x0 + 3, height: bottom - top + 3, rx: 1.5, class: isStrong ? "box chosen" : "box",
      }, draw("title", {}, one.fields.join(", ")));
      // Several fields may have been read from one place: each click goes on to the next.
      box.addEventListener("click", () => choose(one.fields[(one.fields.indexOf(chosen) + 1) % one.fields.length]));
      svg.append(box);
    }
    const why = isShown ? "" : WHY_NOT[snapshot.why] || "This page could not be drawn. The boxes are where they are on the page.";
    const told = make("figcaption", {}, `Page ${page} of ${snapshot.title}. ${why}`);
    return make("figure", { class: isShown ? "page-figure" : "page-figure empty" }, svg, told);
  };

  return { boxesOf, figure };
})();
