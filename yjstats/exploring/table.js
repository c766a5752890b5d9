// A table whose rows can be chosen. Its HTML comes escaped from Python.
function mark(el, chosen) {
  for (const row of el.querySelectorAll("tr[data-key]")) {
    const on = row.dataset.key === chosen;
    row.classList.toggle("chosen", on);
    row.querySelector("button")?.setAttribute("aria-pressed", String(on));
  }
}

function render({ model, el }) {
  const show = () => {
    el.innerHTML = model.get("html");
    mark(el, model.get("chosen"));
  };
  const choose = (event) => {
    const row = event.target.closest("tr[data-key]");
    if (!row || String(window.getSelection())) return; // words are being selected, not a row
    model.set("chosen", row.dataset.key);
    model.save_changes();
  };
  const remark = () => mark(el, model.get("chosen"));
  el.addEventListener("click", choose);
  model.on("change:html", show);
  model.on("change:chosen", remark);
  show();
  return () => {
    el.removeEventListener("click", choose);
    model.off("change:html", show);
    model.off("change:chosen", remark);
  };
}

export default { render };
