/* Claims in one line each, under headings; a click chooses one. Their words reach the page by
   textContent alone. */
function add(parent, tag, text) {
  const node = parent.appendChild(document.createElement(tag));
  if (text !== undefined) node.textContent = text;
  return node;
}

export default function (component) {
  const root = component.parentElement.querySelector(".cl-root");
  const focused = root.getRootNode().activeElement?.dataset?.id;
  root.classList.add("cl");
  root.replaceChildren();
  for (const part of component.data.parts) {
    if (part.title) add(root, "h3", part.title);
    for (const item of part.items) {
      const button = add(root, "button");
      button.type = "button";
      button.dataset.id = item.id;
      if (item.icon) add(button, "i").style.backgroundImage = `url("${item.icon}")`;
      add(button, "b", item.title);
      add(button, "span", item.words);
      button.onclick = () => component.setTriggerValue("claim", item.id);
    }
  }
  if (focused) root.querySelector(`[data-id="${focused}"]`)?.focus();
}
