/* The whole article with its highlights. Its words come in pieces and reach the page by textContent
   alone: nothing here reads them as HTML. */
function show(box, data, send) {
  box.replaceChildren();
  let current = null;
  for (const [text, classes, target] of data.pieces) {
    if (!classes) {
      box.append(text);
      continue;
    }
    const mark = document.createElement("mark");
    mark.className = classes;
    mark.textContent = text;
    if (target) {
      mark.setAttribute("role", "button");
      mark.tabIndex = 0;
      mark.dataset.target = target;
    }
    if (!current && classes.split(" ").includes("fl-claim")) {
      current = mark;
      mark.setAttribute("aria-current", "true");
    }
    box.append(mark);
  }
  // Only this box scrolls, not the page around it.
  if (current) box.scrollTop = Math.max(current.offsetTop - box.clientHeight / 3, 0);
  box.dataset.shown = data.key;
  box.onclick = (event) => choose(event.target, send);
  box.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(event.target, send);
    }
  };
}

function choose(mark, send) {
  if (mark.dataset && mark.dataset.target) send("target", mark.dataset.target);
}

export default function (component) {
  const box = component.parentElement.querySelector(".article");
  // The same claim once more: the reader's own place in the text stays.
  if (box.dataset.shown !== component.data.key) show(box, component.data, component.setTriggerValue);
}
