// The page's own script: language, theme, tables, evidence, print. `jQuery` comes from the bundle above.
const root = document.documentElement;
const pages = [...document.querySelectorAll(".page")];
const DataTable = jQuery.fn.dataTable;
const places = new Map(); // rows by id: DataTables takes those of other pages out of the document
for (const row of document.querySelectorAll("tbody tr[id]")) places.set(row.id, row);
const target = () => decodeURIComponent(location.hash.slice(1));
const pageOf = (id) => pages.find((page) => id === page.id || id.startsWith(`${page.id}-`));
const shown = () => pages.find((page) => page.id === root.dataset.shown);

// Language: the part of the address after # says which of the two pages is shown.
function show(page) {
  root.dataset.shown = page.id;
  root.lang = page.lang;
  document.title = page.dataset.title;
  page.querySelectorAll("table.data:not(.dataTable)").forEach((table) => enhance(table, page));
}

function follow() {
  const id = target();
  const page = (pageOf(id) ?? (id && shown())) || pages[0];
  if (page.id !== root.dataset.shown) show(page);
  if (places.has(id)) tell(id);
  else document.getElementById(id)?.scrollIntoView();
}

function here(page) {
  const marks = [...page.querySelectorAll("section[id], article.indicator[id]")];
  const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 120);
  return passed.at(-1)?.id.slice(page.id.length) ?? "";
}

for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const from = shown();
    const to = pages.find((page) => page !== from);
    location.hash = to.id + here(from);
    if (shown() !== to) follow();
    to.querySelector("a.language").focus({ preventScroll: true });
  });
}

// Theme: as the system has it, until the reader chooses.
const themes = document.querySelectorAll("button.theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
const mark = () => themes.forEach((button) => button.setAttribute("aria-pressed", isDark()));
for (const button of themes) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    mark();
  });
}
dark.addEventListener("change", mark);

// Tables: sorted by a heading, searched, and narrowed to one value of a column.
function enhance(table, page) {
  const words = JSON.parse(page.dataset.words);
  const outer = table.parentElement;
  const label = outer.getAttribute("aria-label");
  const paged = table.classList.contains("paged");
  for (const name of ["role", "tabindex", "aria-label"]) outer.removeAttribute(name);
  outer.classList.remove("scroll");
  const made = new DataTable(table, {
    autoWidth: false,
    order: [],
    paging: paged,
    pageLength: 25,
    layout: {
      topStart: () => pickers(table, words, () => made),
      topEnd: "search",
      bottomStart: "info",
      bottomEnd: paged ? { paging: { numbers: 5, firstLast: false } } : null,
    },
    language: {
      search: words.search,
      info: words.info,
      infoEmpty: words.info_empty,
      infoFiltered: words.info_filtered,
      zeroRecords: words.zero,
      emptyTable: words.zero,
      paginate: { previous: words.previous, next: words.next },
      aria: {
        orderable: words.sort_up,
        orderableReverse: words.sort_down,
        orderableRemove: words.sort_off,
        paginate: { previous: words.previous, next: words.next, number: `${words.pages} ` },
      },
    },
  });
  const scroll = table.parentElement;
  scroll.classList.add("scroll");
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", label);
  scroll.tabIndex = 0;
}

function pickers(table, words, made) {
  const box = document.createElement("div");
  box.className = "pickers";
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    if (!heading.classList.contains("pick")) return;
    const values = new Set([...table.tBodies[0].rows].map((row) => row.cells[column].innerText.trim()));
    const select = document.createElement("select");
    select.append(new Option(words.all, ""));
    for (const value of values) if (value) select.append(new Option(value));
    select.addEventListener("change", () => {
      made().column(column).search(select.value, { exact: select.value !== "" }).draw();
    });
    const [group, label] = [document.createElement("span"), document.createElement("label")];
    select.id = `${table.id}-pick-${column}`;
    label.htmlFor = select.id;
    label.append(heading.innerText.trim());
    group.append(label, select);
    box.append(group);
  });
  return box;
}

// Evidence: the row of a figure among all observations, in a dialog.
function tell(id) {
  const row = places.get(id);
  const page = pageOf(id);
  const dialog = page.querySelector("dialog");
  const headings = [...page.querySelectorAll("table.paged thead th")];
  const list = document.createElement("dl");
  const pair = (name, content) => {
    const group = document.createElement("div");
    const [head, body] = [document.createElement("dt"), document.createElement("dd")];
    head.textContent = name;
    body.append(...content);
    group.append(head, body);
    list.append(group);
  };
  [...row.cells].forEach((cell, column) => {
    if (cell.textContent.trim()) {
      pair(headings[column].textContent, [...cell.childNodes].map((node) => node.cloneNode(true)));
    }
  });
  dialog.querySelector("dl").replaceWith(list);
  dialog.querySelector("h2").textContent = [0, 1, 2].map((n) => row.cells[n].textContent).join(" · ");
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.ev");
  const id = link?.getAttribute("href").slice(1);
  if (link && places.has(id)) {
    event.preventDefault();
    tell(id);
  } else if (event.target.matches("dialog, dialog .close")) {
    event.target.closest("dialog").close();
  }
});

// Print: all rows, all that is folded away.
addEventListener("beforeprint", () => {
  root.classList.add("printing");
  shown().querySelectorAll("details").forEach((details) => { details.open = true; });
  shown().querySelectorAll("table.paged").forEach((table) => new DataTable.Api(table).page.len(-1).draw());
});
addEventListener("afterprint", () => {
  root.classList.remove("printing");
  shown().querySelectorAll("table.paged").forEach((table) => new DataTable.Api(table).page.len(25).draw());
});

history.scrollRestoration = "manual"; // tables change heights as they are made
addEventListener("hashchange", follow);
mark();
follow();
