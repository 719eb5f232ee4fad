
"use strict";
// Sorting and filtering of the tables marked “live”. The page is complete without it: controls are made here only.
(() => {
  const missing = (text) => text === "" || text === "—";
  const text = (cell) => cell.textContent.trim();

  // What a cell sorts by: its given order, else its number, else its text; null where there is nothing.
  const sortKey = (cell) => {
    const given = cell.dataset.v;
    const shown = given === undefined ? text(cell) : given;
    if (missing(shown)) return null;
    const number = /^-?\d+(\.\d+)?%?(沿用)?$/.test(shown) ? parseFloat(shown) : NaN;
    return Number.isNaN(number) ? shown : number;
  };
  const words = new Intl.Collator("zh-CN", { numeric: true });
  // Numbers before words, and nothing always last.
  const compare = (a, b, way) => {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return way * (typeof a === "number" ? a - b : words.compare(a, b));
  };

  const sortBy = (table, header, index) => {
    const way = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [sortKey(row.cells[index]), row]);
    rows.sort((a, b) => compare(a[0], b[0], way));
    body.append(...rows.map((one) => one[1]));
  };

  const makeSortable = (table) => {
    Array.from(table.tHead.rows[0].cells).forEach((header, index) => {
      if (header.dataset.sort === undefined) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sortBy(table, header, index));
      header.append(button);
    });
  };

  const labelled = (words, control) => {
    const label = document.createElement("label");
    label.append(words, control);
    return label;
  };

  const chooser = (rows, header, index, apply) => {
    const values = new Map();
    for (const row of rows) {
      const cell = row.cells[index];
      values.set(text(cell), sortKey(cell));
    }
    const select = document.createElement("select");
    select.append(new Option("全部", ""));
    const listed = rows.some((row) => row.cells[index].dataset.v !== undefined) ? [...values].sort((a, b) => compare(a[1], b[1], 1)) : [...values];
    for (const [value] of listed) select.append(new Option(value, value));
    select.addEventListener("change", apply);
    return { control: labelled(header.textContent, select), passes: (row) => !select.value || text(row.cells[index]) === select.value, clear: () => { select.value = ""; } };
  };

  const searcher = (apply) => {
    const input = document.createElement("input");
    input.type = "search";
    input.addEventListener("input", apply);
    return { control: labelled("查找", input), passes: (row) => !input.value || row.textContent.toLowerCase().includes(input.value.trim().toLowerCase()), clear: () => { input.value = ""; } };
  };

  const makeFilters = (table) => {
    const rows = Array.from(table.tBodies[0].rows);
    const headers = Array.from(table.tHead.rows[0].cells);
    if (rows.length < 6 || !headers.some((header) => header.dataset.choose !== undefined)) return;
    const output = document.createElement("output");
    const parts = [];
    const apply = () => {
      let shown = 0;
      for (const row of rows) {
        const passes = parts.every((part) => part.passes(row));
        row.hidden = !passes;
        shown += passes;
      }
      output.value = `显示 ${shown} 行，共 ${rows.length} 行`;
    };
    headers.forEach((header, index) => {
      if (header.dataset.choose !== undefined) parts.push(chooser(rows, header, index, apply));
    });
    parts.push(searcher(apply));
    const clear = document.createElement("button");
    clear.type = "button";
    clear.append("清除筛选");
    clear.addEventListener("click", () => { for (const part of parts) part.clear(); apply(); });
    const filters = document.createElement("div");
    filters.className = "filters";
    filters.setAttribute("role", "group");
    filters.setAttribute("aria-label", `筛选：${table.caption.textContent}`);
    filters.append(...parts.map((part) => part.control), clear, output);
    table.closest(".frame").before(filters);
    apply();
  };

  for (const table of document.querySelectorAll("table.live")) {
    makeFilters(table);
    makeSortable(table);
  }
})();
