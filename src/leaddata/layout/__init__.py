"""
From pages to cells, rows and blocks: geometry where there is any, vocabulary and line ends where it is lost.

Where to begin reading, for a change to

- words: `glyphs` (what is drawn), `runs` (glyphs to words), `glyph_marks` and `fonts`, then `lines`;
- tables: `table` (from a header to rows, calling all others), `header`, `strip` with `strip_ends` and `strip_pieces`
  (what stands beside a table), `table_edges` and `table_columns` (columns), `table_part`, `table_lines` and `table_ends`
  (which lines are rows), `table_pages` (overleaf), `table_rows` with `table_costs`, `table_measures`, `table_learned`,
  `table_order` and `table_rules` (lines to rows), `table_logical` with `table_spans` and `table_groups` (cells over rows,
  page breaks), `table_cells`; `discover` with `header_edges` finds headers that
  nobody names;
- outlines: `flow` (reading order), `styles`, `headings` with its `heading_*`, `running_titles`, `outline`;
- references: `reference_list` (where they stand), `references` with `cited_*` (what one says);
- the four registered sources: `blocks`, `pdf_blocks`, `people` and those named for what they read.
"""
