/* The histogram of claims by event time with a brush over it. Days are counted in UTC and the
   brush lies on whole days; it is moved by the mouse, by the arrow keys, or by play. */
const DAY = 86400000, SPACE = "http://www.w3.org/2000/svg";
const TOP = 14, FLOOR = 60, LANE = 5, HEIGHT = 92, STEP_MS = 900;

const at = (text) => Date.parse(text + "T00:00:00Z");
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const words = (time) =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

function make(parent, name, attributes, text) {
  const node = document.createElementNS(SPACE, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (text) node.textContent = text;
  parent.append(node);
  return node;
}

class Timeline {
  constructor(root) {
    this.root = root;
    root.classList.add("tl");
    this.button = root.appendChild(document.createElement("button"));
    this.button.type = "button";
    this.button.addEventListener("click", () => (this.playing ? this.stop() : this.play()));
    this.svg = root.appendChild(document.createElementNS(SPACE, "svg"));
    this.svg.addEventListener("pointerdown", (e) => this.grab(e));
    this.svg.addEventListener("pointermove", (e) => this.drag(e));
    this.svg.addEventListener("pointerup", () => this.drop());
    this.svg.addEventListener("keydown", (e) => this.key(e));
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.svg);
  }

  update(data, send) {
    this.data = data;
    this.send = send;
    this.first = at(data.first);
    this.last = at(data.last) + DAY;
    if (!this.held) this.span = data.span ? [at(data.span[0]), at(data.span[1]) + DAY] : null;
    this.draw();
  }

  // Time and pixels

  get width() { return this.svg.clientWidth || 600; }
  x(time) { return ((time - this.first) / (this.last - this.first)) * this.width; }
  day(x) {
    const time = this.first + (x / this.width) * (this.last - this.first);
    return Math.min(Math.max(Math.floor((time - this.first) / DAY) * DAY + this.first, this.first), this.last - DAY);
  }

  // Drawing

  draw() {
    if (!this.data) return;
    const hadFocus = this.root.getRootNode().activeElement?.classList?.contains("tl-focus");
    this.svg.replaceChildren();
    this.svg.setAttribute("role", "group");
    this.svg.setAttribute("aria-label", "Claims by event time from " + words(this.first) + " to " + words(this.last - DAY));
    this.button.textContent = this.playing ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", this.playing ? "Stop playing" : "Play through time");
    this.button.title = this.button.getAttribute("aria-label");
    this.drawBars();
    this.drawStrokes();
    this.drawAxis();
    this.drawMarks();
    this.drawSpan(hadFocus);
  }

  off(start, end) {
    return this.span && (end <= this.span[0] || start >= this.span[1]) ? " tl-off" : "";
  }

  drawBars() {
    const sum = (bar) => Object.values(bar.counts).reduce((a, b) => a + b, 0);
    const top = Math.max(...this.data.bars.map(sum), 1);
    for (const bar of this.data.bars) {
      const start = at(bar.start), end = at(bar.end) + DAY, x = this.x(start);
      const width = Math.max((this.x(end) - x) * 0.86, 1.6), group = make(this.svg, "g", { class: "tl-bar" + this.off(start, end) });
      let y = FLOOR;
      for (const [actor, look] of Object.entries(this.data.actors)) {
        const height = ((bar.counts[actor] || 0) / top) * (FLOOR - TOP);
        if (!height) continue;
        y -= height;
        make(group, "rect", { x, y, width, height, fill: look.color });
      }
      const parts = Object.entries(bar.counts).map(([actor, n]) => this.data.actors[actor].label + " " + +n.toFixed(1));
      const when = bar.start === bar.end ? words(start) : words(start) + " to " + words(end - DAY);
      make(group, "title", {}, when + ": " + parts.join(", "));
    }
  }

  drawStrokes() {
    for (const stroke of this.data.strokes) {
      const start = stroke.start ? at(stroke.start) : this.first, end = stroke.end ? at(stroke.end) + DAY : this.last;
      const y = FLOOR + 3 + stroke.lane * LANE, look = this.data.actors[stroke.actor];
      const group = make(this.svg, "g", { class: "tl-stroke" + this.off(start, end) });
      make(group, "rect", { x: this.x(start), y, width: Math.max(this.x(end) - this.x(start) - 1, 2), height: 3, rx: 1.5, fill: look.color, opacity: 0.75 });
      const when = stroke.start && stroke.end ? words(start) + " to " + words(end - DAY)
        : stroke.start ? "since " + words(start) : "until " + words(end - DAY);
      make(group, "title", {}, (stroke.count === 1 ? "1 claim" : stroke.count + " claims") + ", " + look.label + ", some time " + when);
    }
  }

  drawAxis() {
    make(this.svg, "line", { x1: 0, x2: this.width, y1: FLOOR + 0.5, y2: FLOOR + 0.5, class: "tl-axis" });
    const days = (this.last - this.first) / DAY, room = Math.max(Math.floor(this.width / 90), 2);
    const ticks = [];
    if (days < 62) {
      const step = Math.ceil(days / room);
      for (let day = this.first; day < this.last; day += step * DAY) ticks.push([day, { day: "numeric", month: "short" }]);
    } else {
      const months = Math.ceil(days / 30.4 / room), begin = new Date(this.first);
      for (let n = 0; ; n += months) {
        const time = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + n, 1);
        if (time >= this.last) break;
        if (time >= this.first) ticks.push([time, { month: "short", year: "numeric" }]);
      }
    }
    for (const [time, format] of ticks) {
      const text = new Date(time).toLocaleDateString("en-GB", Object.assign({ timeZone: "UTC" }, format));
      make(this.svg, "text", { x: Math.min(this.x(time), this.width - 46), y: HEIGHT - 1 }, text);
    }
  }

  drawMarks() {
    this.data.marks.forEach((mark) => {
      const x = Math.min(Math.max(this.x(at(mark.day) + DAY), 0), this.width), left = x > this.width - 80;
      make(this.svg, "line", { x1: x, x2: x, y1: TOP - 4, y2: FLOOR + 18, class: "tl-mark" });
      make(this.svg, "text", { x: left ? x - 3 : x + 3, y: 10, "text-anchor": left ? "end" : "start", class: "tl-mark-name" }, mark.name);
    });
  }

  drawSpan(hadFocus) {
    const group = make(this.svg, "g", { class: "tl-focus", tabindex: 0, role: "slider",
      "aria-label": "Period shown; arrow keys move it, with Shift they widen it, Escape shows all" });
    if (!this.span) {
      group.setAttribute("aria-valuetext", "the whole time");
      make(group, "rect", { x: 0, y: TOP - 2, width: this.width, height: FLOOR - TOP + 20, fill: "transparent" });
    } else {
      const [start, end] = this.span.map((time) => this.x(time)), text = words(this.span[0]) + " to " + words(this.span[1] - DAY);
      group.setAttribute("aria-valuetext", text);
      make(group, "rect", { x: start, y: TOP - 2, width: Math.max(end - start, 2), height: FLOOR - TOP + 20, class: "tl-span" });
      for (const [x, edge] of [[start, "left"], [end, "right"]])
        make(group, "rect", { x: x - 3, y: TOP + 12, width: 6, height: 24, rx: 3, class: "tl-edge", "data-edge": edge });
      if (this.held || this.playing)
        make(group, "text", { x: Math.min(Math.max(start, 0), this.width - 160), y: 9, class: "tl-tip" }, text);
    }
    if (hadFocus) group.focus();
  }

  // The brush

  grab(event) {
    this.stop();
    const x = event.clientX - this.svg.getBoundingClientRect().left, edge = event.target.dataset?.edge;
    const inside = event.target.classList.contains("tl-span");
    this.svg.setPointerCapture(event.pointerId);
    this.held = { x, from: this.day(x), what: edge || (inside ? "move" : "new"), span: this.span };
  }

  drag(event) {
    if (!this.held) return;
    const x = event.clientX - this.svg.getBoundingClientRect().left, day = this.day(x), held = this.held;
    if (Math.abs(x - held.x) < 3 && !held.moved) return;
    held.moved = true;
    if (held.what === "new") this.span = [Math.min(held.from, day), Math.max(held.from, day) + DAY];
    else if (held.what === "left") this.span = [Math.min(day, held.span[1] - DAY), held.span[1]];
    else if (held.what === "right") this.span = [held.span[0], Math.max(day, held.span[0]) + DAY];
    else this.span = this.shifted(held.span, day - held.from);
    this.draw();
  }

  drop() {
    const held = this.held;
    this.held = null;
    if (!held) return;
    if (!held.moved) this.span = null;
    this.tell();
  }

  shifted([start, end], by) {
    const move = Math.min(Math.max(by, this.first - start), this.last - end);
    return [start + move, end + move];
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] * this.data.bin_days * DAY;
    if (event.key === "Escape") this.span = null;
    else if (!step) return;
    else if (!this.span) this.span = [this.first, this.first + this.window()];
    else if (event.shiftKey) this.span = [this.span[0], Math.min(Math.max(this.span[1] + step, this.span[0] + DAY), this.last)];
    else this.span = this.shifted(this.span, step);
    event.preventDefault();
    this.stop();
    this.draw();
    // Held down, a key repeats: the map follows when it is let go.
    clearTimeout(this.later);
    this.later = setTimeout(() => this.tell(), 350);
  }

  tell() {
    this.draw();
    this.send("span", this.span ? [iso(this.span[0]), iso(this.span[1] - DAY)] : []);
  }

  // Play: the period moves on when the page has shown the last one

  window() {
    return Math.max(Math.round((this.last - this.first) / DAY / 12), this.data.bin_days) * DAY;
  }

  play() {
    this.before = this.span;
    const width = this.span ? this.span[1] - this.span[0] : this.window();
    const atEnd = !this.span || this.span[1] >= this.last;
    this.span = atEnd ? [this.first, this.first + width] : this.span;
    this.playing = setInterval(() => this.step(), STEP_MS);
    this.tell();
  }

  step() {
    const wanted = [iso(this.span[0]), iso(this.span[1] - DAY)];
    const shown = this.data.span || [];
    if (wanted[0] !== shown[0] || wanted[1] !== shown[1]) return;
    if (this.span[1] >= this.last) return this.stop();
    const days = Math.max(Math.round((this.span[1] - this.span[0]) / DAY / 2), 1);
    this.span = this.shifted(this.span, days * DAY);
    this.tell();
  }

  stop() {
    if (!this.playing) return;
    clearInterval(this.playing);
    this.playing = null;
    this.draw();
  }

  remove() {
    clearInterval(this.playing);
    clearTimeout(this.later);
    this.watcher.disconnect();
  }
}

const timelines = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".tl-root");
  if (!timelines.has(root)) timelines.set(root, new Timeline(root));
  timelines.get(root).update(component.data, component.setTriggerValue);
  return () => {
    timelines.get(root)?.remove();
    timelines.delete(root);
    root.replaceChildren();
  };
}
