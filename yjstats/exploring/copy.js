// A button that copies a text; where the browser forbids it, the text stands selected below.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-widgets jupyter-button widget-button";
  const told = document.createElement("span");
  told.className = "quiet";
  told.setAttribute("role", "status");
  const text = document.createElement("textarea");
  text.className = "copy";
  text.readOnly = true;
  el.append(button, told);

  const label = () => {
    button.textContent = model.get("label");
    told.textContent = "";
    text.remove();
  };
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(model.get("text"));
      told.textContent = " " + model.get("done");
      text.remove();
    } catch {
      told.textContent = " " + model.get("refused");
      text.value = model.get("text");
      text.setAttribute("aria-label", model.get("label"));
      el.append(text);
      text.select();
    }
  });
  const names = "change:label change:text";
  model.on(names, label);
  label();
  return () => model.off(names, label);
}

export default { render };
