/* The groups of values that a person ticks: who, what, how sure. One element for all of them, because
   a widget for each would be most of the page. A value is switched by click, Enter or Space; "only", or
   the same keys with Shift, leaves it alone in its group. */
const FEW = 6, PATIENCE_MS = 2500;
/* Streamlit notes the start and the end of every run and never lets go of the notes: 2.5 kB a filter change. */
const NOTES = ["running", "notRunning", "script-run-cycle"];

function dropNotes() {
  for (const name of NOTES) {
    performance.clearMarks(name);
    performance.clearMeasures(name);
  }
}

function add(parent, tag, name, text) {
  const node = parent.appendChild(document.createElement(tag));
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

class Facets {
  constructor(root) {
    this.root = root;
    this.open = new Set();
    root.classList.add("fa");
  }

  update(data, send) {
    this.data = data;
    this.send = send;
    this.hidden = Object.fromEntries(data.groups.map((group) => [group.key, new Set(group.hidden)]));
    this.draw();
    if (data.waits && !this.waiting) this.waiting = setInterval(() => this.look(), 40);
    this.since ||= performance.now();
    dropNotes();
  }

  // The page asks for what is beside the map when the map is drawn, or does not get drawn.
  look() {
    const frame = document.querySelector('iframe[title*="st_folium"]');
    const isDrawn = frame?.contentWindow?.Frontline?.state.built;
    if (!isDrawn && performance.now() - this.since < PATIENCE_MS) return;
    clearInterval(this.waiting);
    this.send("ready", true);
  }

  draw() {
    const focused = this.root.getRootNode().activeElement?.dataset?.id;
    this.root.replaceChildren();
    for (const group of this.data.groups) this.drawGroup(group);
    if (focused) this.root.querySelector(`[data-id="${focused}"]`)?.focus();
  }

  drawGroup(group) {
    const box = add(this.root, "section");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", group.title);
    add(box, "h3", "", group.title);
    // What is switched off stays in sight.
    const folded = group.items.filter((item, at) => at >= FEW && !this.hidden[group.key].has(item.value));
    const isFolded = folded.length > 1 && group.folds && !this.open.has(group.key);
    for (const item of group.items) if (!isFolded || !folded.includes(item)) this.drawItem(box, group, item);
    if (folded.length > 1 && group.folds) this.drawMore(box, group, folded.length, isFolded);
  }

  drawItem(box, group, item) {
    const row = add(box, "div", "fa-row"), button = add(row, "button");
    button.type = "button";
    button.dataset.id = group.key + "_" + item.value;
    button.setAttribute("role", "checkbox");
    button.setAttribute("aria-checked", String(!this.hidden[group.key].has(item.value)));
    button.setAttribute("aria-label", item.label + ", " + item.count + (item.count === 1 ? " claim" : " claims"));
    button.title = "Shift and click: only this";
    if (item.icon) add(button, "i").style.backgroundImage = `url("${item.icon}")`;
    add(button, "span", "fa-label", item.label);
    add(button, "span", "fa-count", item.count);
    button.onclick = (event) => (event.shiftKey ? this.only(group, item) : this.toggle(group, item));
    const only = add(row, "button", "fa-only", "only");
    only.type = "button";
    only.tabIndex = -1;
    only.setAttribute("aria-label", "Only " + item.label);
    only.onclick = () => this.only(group, item);
  }

  drawMore(box, group, count, isFolded) {
    const more = add(box, "button", "fa-more", isFolded ? `${count} more ${group.folds}` : `Fewer ${group.folds}`);
    more.type = "button";
    more.dataset.id = group.key;
    more.setAttribute("aria-expanded", String(!isFolded));
    more.onclick = () => {
      if (isFolded) this.open.add(group.key);
      else this.open.delete(group.key);
      this.draw();
    };
  }

  toggle(group, item) {
    const hidden = this.hidden[group.key];
    if (!hidden.delete(item.value)) hidden.add(item.value);
    this.tell();
  }

  // Once more on the only one shows all again.
  only(group, item) {
    const others = group.items.map((one) => one.value).filter((value) => value !== item.value), hidden = this.hidden[group.key];
    const isOnly = !hidden.has(item.value) && others.every((value) => hidden.has(value));
    this.hidden[group.key] = new Set(isOnly ? [] : others);
    this.tell();
  }

  // The ticks change at once; counts and map follow when the program has answered.
  tell() {
    this.draw();
    this.send("hidden", Object.fromEntries(Object.entries(this.hidden).map(([key, values]) => [key, [...values]])));
  }
}

const known = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".fa-root");
  if (!known.has(root)) known.set(root, new Facets(root));
  known.get(root).update(component.data, component.setTriggerValue);
  return () => {
    clearInterval(known.get(root)?.waiting);
    known.delete(root);
    root.replaceChildren();
  };
}
