// Text as a search sees it: in lower case, without accents, with one kind of quote, dash and blank.
"use strict";
(() => {
  const leaddata = (window.leaddata ??= {});

  const PLAIN = /^[\x00-\x7f]*$/;
  const OTHERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "–": "-", "—": "-", "−": "-", "\u00ad": "",
  };
  const SPECIAL = new RegExp(`[${Object.keys(OTHERS).join("")}]`, "gu");

  const fold = (text) => (PLAIN.test(text)
    ? text.toLowerCase()
    : text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(SPECIAL, (sign) => OTHERS[sign]));

  /** The words of a query, folded; all of them have to occur. */
  const words = (query) => fold(query).split(/\s+/u).filter(Boolean);

  /** Where folded words stand in a text, as [start, end] of the text itself, in order and without overlaps. */
  const found = (text, wanted) => {
    if (!wanted.length) return [];
    const { folded, origin } = traced(text);
    const spans = [];
    for (const word of wanted) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        let after = at + word.length;
        while (origin[after] === origin[after - 1]) after += 1; // half of a sign that is folded to two letters
        spans.push([origin[at], origin[after]]);
      }
    }
    spans.sort((one, other) => one[0] - other[0]);
    return spans.reduce((joined, [start, end]) => {
      const last = joined.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
      return joined;
    }, []);
  };

  /** A folded text, and for each of its letters and its end where that comes from. */
  const traced = (text) => {
    let folded = "";
    const origin = [];
    let at = 0;
    for (const sign of text) {
      const part = fold(sign);
      for (let count = part.length; count; count -= 1) origin.push(at);
      folded += part;
      at += sign.length;
    }
    origin.push(text.length);
    return { folded, origin };
  };

  leaddata.text = { fold, words, found };
})();
