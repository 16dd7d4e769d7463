/* Draws what lies below the claims: control of terrain as a source of the user's has it, and the
   reported front. Numbers only; nothing here can be clicked, so that a click always means a claim. */
(function () {
  "use strict";

  var kept = { text: null, payload: null };

  // Hatching, because a plain tint is how a claim about an area is drawn.
  function hatch(colour, style) {
    var tile = document.createElement("canvas"), size = style.indexOf("control") === 0 ? 9 : 6;
    tile.width = tile.height = size;
    var ctx = tile.getContext("2d");
    ctx.strokeStyle = colour; ctx.lineWidth = 1.1;
    ctx.beginPath();
    if (style === "control-2") { ctx.moveTo(0, size / 2); ctx.lineTo(size, size / 2); }
    if (style === "control-0" || style === "gained" || style === "lost") rising(ctx, size);
    if (style === "control-1" || style === "gained") falling(ctx, size);
    ctx.stroke();
    return ctx.createPattern(tile, "repeat");
  }

  function rising(ctx, s) { ctx.moveTo(-1, s + 1); ctx.lineTo(s + 1, -1); ctx.moveTo(-1, 1); ctx.lineTo(1, -1); ctx.moveTo(s - 1, s + 1); ctx.lineTo(s + 1, s - 1); }
  function falling(ctx, s) { ctx.moveTo(-1, -1); ctx.lineTo(s + 1, s + 1); ctx.moveTo(s - 1, -1); ctx.lineTo(s + 1, 1); ctx.moveTo(-1, s - 1); ctx.lineTo(1, s + 1); }

  function terrain(map, layer) {
    var t = Frontline.theme(), colour = t[layer.style.split("-")[0] === "control" ? "terrain" : layer.style];
    // One canvas for good, as for the claims.
    if (!map.__terrain) {
      map.createPane("terrain").style.zIndex = 340;
      map.getPane("terrain").style.pointerEvents = "none";
      map.__terrain = L.canvas({ pane: "terrain", padding: 0.5 });
    }
    return L.polygon(layer.parts, { pane: "terrain", renderer: map.__terrain, interactive: false, color: colour, weight: 1.6,
      opacity: 0.9, dashArray: layer.dash, fillColor: hatch(colour, layer.style),
      fillOpacity: layer.style.indexOf("control") === 0 ? 0.45 : 0.75, smoothFactor: 0.5 });
  }

  // How large, never where: an outline beside the place, with the words that say so.
  function square(map, scale) {
    return L.polygon(scale.parts, { renderer: map.__frontline, interactive: false, color: Frontline.theme().distance, weight: 1.8,
      dashArray: "4 4", fillOpacity: 0.1 });
  }

  function paintScale(ctx, map, size, scale) {
    var t = Frontline.theme(), corners = scale.parts[0][0].map(function (c) { return map.latLngToContainerPoint(c); });
    var x = corners.reduce(function (sum, p) { return sum + p.x; }, 0) / corners.length;
    var y = Math.max.apply(null, corners.map(function (p) { return p.y; })) + 12;
    ctx.font = "600 11.5px Arial, sans-serif"; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    ctx.lineWidth = 4; ctx.strokeStyle = t.halo; ctx.fillStyle = t.distance;
    ctx.strokeText(scale.label, x, y); ctx.fillText(scale.label, x, y);
  }

  function paintFront(ctx, map, size, front) {
    var t = Frontline.theme();
    ctx.strokeStyle = t.text; ctx.lineWidth = 1.4; ctx.globalAlpha = 0.7; ctx.setLineDash([2, 5]);
    front.links.forEach(function (link) {
      var a = map.latLngToContainerPoint(link[0]), b = map.latLngToContainerPoint(link[1]), away = a.distanceTo(b);
      if (away < 32) return;
      // From ring to ring: a link through a marker would look like a line of its own.
      var dx = ((b.x - a.x) / away) * 15, dy = ((b.y - a.y) / away) * 15;
      ctx.beginPath(); ctx.moveTo(a.x + dx, a.y + dy); ctx.lineTo(b.x - dx, b.y - dy); ctx.stroke();
    });
    inView(map, size, front, function (p, age, certainty) {
      ctx.globalAlpha = fade(age, front);
      ctx.setLineDash([]); ctx.lineWidth = 5; ctx.strokeStyle = t.halo;
      ctx.beginPath(); ctx.arc(p.x, p.y, 13, 0, 7); ctx.stroke();
      ctx.setLineDash(front.dashes[certainty]); ctx.lineWidth = 2; ctx.strokeStyle = t.text;
      ctx.beginPath(); ctx.arc(p.x, p.y, 13, 0, 7); ctx.stroke();
      ctx.beginPath(); ctx.arc(p.x, p.y, 2, 0, 7); ctx.fillStyle = t.text; ctx.fill();
    });
  }

  function paintAges(ctx, map, size, front) {
    if (map.getZoom() < 7) return;
    var t = Frontline.theme();
    ctx.font = "600 10.5px Arial, sans-serif"; ctx.textAlign = "right"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    inView(map, size, front, function (p, age) {
      ctx.globalAlpha = Math.max(fade(age, front), 0.7); ctx.lineWidth = 3.5; ctx.strokeStyle = t.halo; ctx.fillStyle = t.text;
      ctx.strokeText(age + " d", p.x - 9, p.y - 15); ctx.fillText(age + " d", p.x - 9, p.y - 15);
    });
  }

  // The older, the fainter.
  function fade(age, front) { return 1 - 0.6 * Math.min(1, age / front.max_age_days); }

  function inView(map, size, front, visit) {
    front.spots.forEach(function (spot) {
      var p = map.latLngToContainerPoint([spot[0], spot[1]]);
      if (p.x > -20 && p.y > -20 && p.x < size.x + 20 && p.y < size.y + 20) visit(p, spot[2], spot[3]);
    });
  }

  function build(map, encoded) {
    if (encoded !== kept.text) { kept.text = encoded; kept.payload = Frontline.decode(encoded); }
    var layers = kept.payload.terrain.map(function (layer) { return terrain(map, layer); });
    var front = kept.payload.front, scale = kept.payload.scale;
    if (scale) layers.push(square(map, scale), new Frontline.Picture(scale, "ages", paintScale));
    if (front) layers.push(new Frontline.Picture(front, "front", paintFront), new Frontline.Picture(front, "ages", paintAges));
    return layers;
  }

  window.FrontlineOverlays = { build: build, kept: kept };
})();
