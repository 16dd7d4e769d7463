/* The legend in the corner of the map: only what is drawn now, in our own words. */
(function () {
  "use strict";

  var LINES = { area: ["dotted", "about a whole area"], border_stretch: ["dashed", "stretch of border, as reported"],
    isodistance: ["dashed", "distance from the border, as reported"], direction: ["solid", "direction, as reported"] };

  function add(parent, tag, name, text) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  // What the payload holds, each value once.
  function sorts(payload) {
    var found = { kind: {}, actor: {}, wide: {}, change: {}, hollow: false, many: false, circles: false };
    payload.sites.forEach(function (s) {
      found.kind[s.kind] = found.actor[s.actor] = true;
      if (s.change) found.change[s.change] = true;
      found.hollow = found.hollow || s.hollow;
      found.many = found.many || s.count > 1;
      found.circles = found.circles || (payload.show_uncertainty && s.uncertainty_m > 0);
    });
    payload.wide.forEach(function (w) { found.wide[w.kind] = found.actor[w.actor] = true; });
    return found;
  }

  function symbol(parent, config, site) {
    var canvas = add(parent, "canvas"), ratio = 2, side = 16;
    canvas.width = canvas.height = side * ratio;
    canvas.style.width = canvas.style.height = side + "px";
    var ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    if (site.change) Frontline.paintChange(ctx, site.change, side / 2, side / 2);
    else Frontline.paintMarker(ctx, site, side / 2, side / 2, 5.6);
  }

  function line(box, colour, dash, words) {
    var item = add(box, "span");
    var sample = add(item, "i", "fl-line");
    sample.style.borderTopColor = colour;
    sample.style.borderTopStyle = dash;
    item.append(words);
  }

  function fill(box, config, payload) {
    var theme = config.themes[config.theme], found = sorts(payload);
    var row = function (group, site) {
      var values = Object.keys(config[group + "s"]).filter(function (value) { return found[group][value]; });
      if (!values.length) return;
      var holder = add(box, "div");
      values.forEach(function (value) {
        var item = add(holder, "span");
        symbol(item, config, site(value));
        item.append(config[group + "s"][value].label);
      });
    };
    row("kind", function (kind) { return { kind: kind, actor: "none", plain: true, count: 1 }; });
    row("actor", function (actor) { return { kind: "clash", actor: actor, count: 1 }; });
    row("change", function (change) { return { change: change }; });
    var lines = add(box, "div", "fl-lines");
    Object.keys(LINES).forEach(function (kind) {
      if (found.wide[kind]) line(lines, kind === "isodistance" ? theme.distance : theme.text, LINES[kind][0], LINES[kind][1]);
    });
    if (found.circles) line(lines, theme.uncertainty, "dashed", "place known to this circle");
    if (found.many) { var many = add(lines, "span"); add(many, "b", "", "2"); many.append("number of claims at one place"); }
    if (found.hollow) { var hollow = add(lines, "span"); add(hollow, "b", "", "◇"); hollow.append("hollow: denied or unconfirmed"); }
  }

  var Legend = L.Control.extend({
    options: { position: "bottomleft" },
    initialize: function (config) { this._config = config; },
    onAdd: function (map) {
      var box = L.DomUtil.create("details", "fl-legend"), self = this;
      add(box, "summary", "", "Legend").onclick = function () { self._isChosen = true; };
      this._body = add(box, "div");
      map.on("resize", this._fit, this);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
    // On a small map it is there to be opened; the frame may get its size only later.
    _fit: function () {
      if (!this._isChosen) this._container.open = window.innerHeight > 420 && window.innerWidth > 800;
    },
    show: function (payload) {
      this._fit();
      this._body.textContent = "";
      fill(this._body, this._config, payload);
      this._container.hidden = !payload.sites.length && !payload.wide.length;
    },
  });

  window.FrontlineLegend = { Legend: Legend };
})();
