/* Draws the base map and the claims with Leaflet. One file for the app and for the single HTML file.
   It is given ids, numbers and gazetteer names, never article text, and writes text by canvas or
   textContent only: nothing here parses HTML. */
(function () {
  "use strict";

  var config = null; // symbols and themes, set once by base()
  var state = { text: null, selected: null, clicks: 0, names: new Set(), towns: new Set(), boxes: new Map(), fitted: false };
  var MANY_SITES = 300;

  // Base64 of JSON, so that no letter of it means anything on its way here.
  function decode(encoded) {
    var payload = JSON.parse(new TextDecoder().decode(bytesOf(encoded)));
    if (payload.words) payload.sites = rows(payload.sites, payload.words);
    return payload;
  }

  // A value for each site under its name, from a list of values for each name.
  function rows(of, words) {
    return of.id.map(function (id, i) {
      return { id: id, lon: of.lon[i] / 1e5, lat: of.lat[i] / 1e5, kind: words.kind[of.kind[i]], actor: words.actor[of.actor[i]],
        count: of.count[i], hollow: !!of.hollow[i], uncertainty_m: of.uncertainty_m[i], label: of.label[i],
        change: of.change ? words.change[of.change[i]] : "" };
    });
  }

  function bytesOf(base64) {
    var raw = atob(base64), bytes = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes.buffer;
  }

  // The whole archive at once, so that no server needs to answer range requests.
  function memorySource(promise) {
    return {
      getKey: function () { return "theatre"; },
      getBytes: function (offset, length) {
        return promise.then(function (buffer) { return { data: buffer.slice(offset, offset + length) }; });
      },
    };
  }

  function paintRules(t) {
    var P = protomapsL.PolygonSymbolizer, L_ = protomapsL.LineSymbolizer;
    var isRussia = function (z, f) { return f.props.country === "RU"; };
    var drained = function (z, f) { return f.props.kind !== "drained"; };
    return [
      { dataLayer: "land", symbolizer: new P({ fill: t.land }) },
      { dataLayer: "land", symbolizer: new P({ fill: t.land_russia }), filter: isRussia },
      { dataLayer: "water", symbolizer: new P({ fill: t.water }), filter: drained },
      { dataLayer: "rivers", symbolizer: new L_({ color: t.river, width: function (z) { return z < 7 ? 0.6 : 1.1; } }) },
      { dataLayer: "oblasts", symbolizer: new L_({ color: t.oblast, width: 0.8, dash: [4, 3], opacity: 0.75 }), minzoom: 5 },
      { dataLayer: "countries", symbolizer: new L_({ color: t.border, width: 1.1, opacity: 0.6 }) },
      { dataLayer: "border", symbolizer: new L_({ color: t.border, width: function (z) { return z < 7 ? 1.6 : 2.4; } }) },
    ];
  }

  function named(language) {
    return language === "en" ? ["name"] : ["name_" + language, "name"];
  }

  function labelRules(t, language) {
    var Text = protomapsL.CenteredTextSymbolizer, Offset = protomapsL.OffsetTextSymbolizer;
    var props = named(language);
    var spaced = function (size, opacity) {
      return new Text({ labelProps: props, fill: t.oblast, stroke: t.halo, width: 2, textTransform: "uppercase",
        letterSpacing: 2, lineHeight: 1.35, font: "500 " + size + "px Arial, sans-serif", opacity: opacity });
    };
    var kind = function (wanted) { return function (z, f) { return f.props.kind === wanted; }; };
    var town = function (size, weight, lowest, highest) {
      return { dataLayer: "places", filter: function (z, f) {
        state.towns.add(f.props[props[0]]);
        // A town with claims is named beside its marker: once is enough.
        return f.props.min_zoom >= lowest && f.props.min_zoom <= highest && !state.names.has(f.props[props[0]]);
      },
        symbolizer: clearOfClaims(new protomapsL.GroupSymbolizer([
          new protomapsL.CircleSymbolizer({ radius: 2, fill: t.text, stroke: t.halo, width: 1 }),
          new Offset({ labelProps: props, offsetX: 5, offsetY: 4.5, fill: t.text, stroke: t.halo, width: 2.5,
            font: weight + " " + size + "px Arial, sans-serif" })])) };
    };
    return [
      { dataLayer: "labels", symbolizer: spaced(13), filter: kind("country") },
      town(13.5, 600, 0, 5), town(12.5, 500, 6, 6), town(11.5, 400, 7, 8), town(11, 400, 9, 14),
      { dataLayer: "labels", symbolizer: spaced(11), filter: kind("oblast"), minzoom: 6 },
      { dataLayer: "labels", symbolizer: new Text({ labelProps: props, fill: t.river, stroke: t.halo, width: 2,
        font: "italic 400 11px Arial, sans-serif" }), filter: kind("sea") },
    ];
  }

  // A town is left out where a marker, its name or a count of claims would stand on it.
  function clearOfClaims(symbolizer) {
    return { place: function (layout, geometry, feature) {
      var labels = symbolizer.place(layout, geometry, feature);
      return labels && labels.filter(function (label) {
        return label.bboxes.every(function (b) { return free([b.minX, b.minY, b.maxX, b.maxY], claimBoxes(layout.zoom)); });
      });
    } };
  }

  // Where claims are written, in pixels of the world at a zoom; among very many no town would be left.
  function claimBoxes(zoom) {
    if (state.boxes.has(zoom)) return state.boxes.get(zoom);
    var boxes = [], payload = state.payload, ctx = document.createElement("canvas").getContext("2d");
    state.boxes.set(zoom, boxes);
    if (!payload || payload.sites.length > MANY_SITES) return boxes;
    ctx.font = "600 12px Arial, sans-serif";
    payload.sites.forEach(function (s) {
      var p = state.map.project([s.lat, s.lon], zoom);
      boxes.push([p.x - 11, p.y - 11, p.x + 15 + ctx.measureText(s.label).width, p.y + 11]);
    });
    payload.wide.forEach(function (w) {
      if (!w.label || !w.anchor) return;
      var p = state.map.project(w.anchor, zoom), half = ctx.measureText(w.label).width / 2 + 7;
      boxes.push([p.x - half, p.y + 10, p.x + half, p.y + 33]);
    });
    return boxes;
  }

  function addBasemap(map) {
    var t = config.themes[config.theme];
    map.getContainer().style.background = t.water;
    var buffer = config.tiles_base64
      ? Promise.resolve(bytesOf(config.tiles_base64))
      : fetch(config.tiles_url).then(function (answer) { return answer.arrayBuffer(); });
    state.basemap = protomapsL.leafletLayer({
      url: new pmtiles.PMTiles(memorySource(buffer)), maxDataZoom: 10, backgroundColor: t.water,
      paintRules: paintRules(t), labelRules: labelRules(t, config.language), attribution: "",
    }).addTo(map);
  }

  // A bar that is as long as it says at the latitude of the map's centre, and says which.
  var Scale = L.Control.extend({
    onAdd: function (map) {
      this._box = L.DomUtil.create("div", "fl-scale");
      this._text = L.DomUtil.create("span", "", this._box);
      this._bar = L.DomUtil.create("div", "fl-bar", this._box);
      map.on("move zoomend resize", this._update, this);
      map.whenReady(this._update, this);
      return this._box;
    },
    onRemove: function (map) { map.off("move zoomend resize", this._update, this); },
    _update: function () {
      var map = this._map, size = map.getSize(), y = size.y / 2;
      if (!size.x) return;
      var metres = metresBetween(map.containerPointToLatLng([size.x / 2 - 50, y]), map.containerPointToLatLng([size.x / 2 + 50, y])) / 100;
      var limit = metres * 130, power = Math.pow(10, Math.floor(Math.log10(limit)));
      var length = [5, 2.5, 2, 1].map(function (f) { return f * power; }).find(function (v) { return v <= limit; });
      var degrees = map.getCenter().lat;
      this._bar.style.width = length / metres + "px";
      this._text.textContent = (length >= 1000 ? length / 1000 + " km" : length + " m") + " at " +
        Math.abs(degrees).toFixed(1) + "° " + (degrees < 0 ? "S" : "N");
    },
  });

  // On the ellipsoid, along the parallel: Leaflet's own scale uses a sphere.
  function metresBetween(a, b) {
    var phi = (a.lat * Math.PI) / 180, e2 = 0.00669437999014;
    return (((b.lng - a.lng) * Math.PI) / 180) * 6378137 * Math.cos(phi) / Math.sqrt(1 - e2 * Math.sin(phi) * Math.sin(phi));
  }

  function fillFrame(map) {
    // The frame's height is the page's business; the map fills it.
    var box = map.getContainer();
    box.style.position = "fixed"; box.style.inset = "0"; box.style.width = "auto"; box.style.height = "auto";
    // At once as well: a size that is found later draws everything a second time.
    map.invalidateSize({ pan: false });
    new ResizeObserver(function () { map.invalidateSize({ pan: false }); }).observe(box);
  }

  function base(map, encoded) {
    config = typeof encoded === "string" ? decode(encoded) : encoded;
    map.getContainer().classList.add("fl-theme-" + config.theme);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(config.attribution);
    new Scale({ position: "bottomright" }).addTo(map);
    if (config.legend) state.legend = new FrontlineLegend.Legend(config).addTo(map);
    if (config.fill) fillFrame(map);
    addBasemap(map);
    state.map = map;
    map.on("moveend", keepView);
    // The program writes the address anew after a run, and it does not know the view.
    if (config.keeps_view) setInterval(keepView, 1500);
  }

  // The view lives in the address of the page and, for the way back from another page, in the tab:
  // neither needs the program, which a pan must not run.
  function keepView() {
    if (!config.keeps_view || !state.fitted) return;
    var c = state.map.getCenter(), view = [c.lat.toFixed(4), c.lng.toFixed(4), state.map.getZoom()].join(",");
    try {
      sessionStorage.setItem("frontline-view", view);
      var address = new URL(window.parent.location.href);
      if (address.searchParams.get("view") === view) return;
      address.searchParams.set("view", view);
      window.parent.history.replaceState(window.parent.history.state, "", address);
    } catch (error) { state.unkept = String(error); }
  }

  function keptView() {
    if (!config.keeps_view) return null;
    var text = null;
    try {
      text = new URL(window.parent.location.href).searchParams.get("view") || sessionStorage.getItem("frontline-view");
    } catch (error) { state.unkept = String(error); }
    var found = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2})$/.exec(text || "");
    return found && { center: [+found[1], +found[2]], zoom: +found[3] };
  }

  // Markers

  var Area = L.Polygon.extend({ toGeoJSON: asFeature });
  // A claim about a whole area lies somewhere inside: the tint fades inwards, so that no part looks meant.
  var Whole = Area.extend({
    _updatePath: function () {
      var renderer = this._renderer, ctx = renderer._ctx;
      renderer._updatePoly(this, true);
      if (!renderer._drawing || !this._parts.length) return;
      ctx.save();
      ctx.clip("evenodd"); // the path is still that of the outline
      ctx.setLineDash([]); ctx.lineJoin = "round"; ctx.strokeStyle = config.themes[config.theme].neutral; ctx.globalAlpha = 0.03;
      [56, 48, 40, 32, 24, 16, 10, 4].forEach(function (width) { ctx.lineWidth = width; ctx.stroke(); });
      ctx.restore();
    },
  });
  var Line = L.Polyline.extend({ toGeoJSON: asFeature });

  function tellPin(at) { tellOf("pin", { lon: at.lng, lat: at.lat }); }

  function tellOf(id, more) {
    state.clicks += 1;
    tell({ type: "Feature", geometry: null, properties: Object.assign({ id: id, click: state.clicks }, more) });
  }

  // The id alone goes back to the app; the counter makes a second click on the same marker count.
  function asFeature() {
    state.clicks += 1;
    return { type: "Feature", geometry: null, properties: { id: this.site.id, click: state.clicks } };
  }

  function colour(actor) {
    var symbol = config.actors[actor];
    return config.theme === "dark" ? symbol.dark : symbol.light;
  }

  function trace(ctx, outline, x, y, r) {
    ctx.beginPath();
    outline.forEach(function (p, i) { ctx[i ? "lineTo" : "moveTo"](x + p[0] * r, y - p[1] * r); });
    ctx.closePath();
  }

  function drawMarker(ctx, marker) {
    var t = config.themes[config.theme], s = marker.site, p = marker._point, r = marker._radius;
    if (s.id === state.selected) {
      ctx.save();
      ctx.setLineDash([]);
      ctx.beginPath(); ctx.arc(p.x, p.y, r + 6, 0, 7);
      ctx.fillStyle = t.halo; ctx.globalAlpha = 0.85; ctx.fill();
      ctx.globalAlpha = 1; ctx.lineWidth = 2.5; ctx.strokeStyle = t.uncertainty; ctx.stroke();
      ctx.restore();
    }
    paintMarker(ctx, s, p.x, p.y, r);
  }

  // One claim's marker; `plain` is the symbol of a kind in no party's colour.
  function paintMarker(ctx, s, x, y, r) {
    var t = config.themes[config.theme], ink = s.plain ? t.text : colour(s.actor);
    ctx.save();
    ctx.globalAlpha = 1; // the canvas keeps that of the last path
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    trace(ctx, config.kinds[s.kind].outline, x, y, r);
    ctx.lineWidth = 4; ctx.strokeStyle = t.halo; ctx.stroke();
    ctx.fillStyle = s.hollow ? t.halo : ink; ctx.fill();
    ctx.lineWidth = s.hollow ? 2.2 : 1; ctx.strokeStyle = s.hollow ? ink : t.halo;
    if (s.hollow) ctx.stroke();
    ctx.fillStyle = s.hollow ? ink : t.halo;
    if (s.count > 1) {
      ctx.font = "700 " + (s.count > 99 ? 7.5 : 9.5) + "px Arial, sans-serif"; ctx.textAlign = "center"; ctx.textBaseline = "middle";
      ctx.fillText(String(s.count), x, y + 0.5);
    } else if (!s.plain) drawMark(ctx, config.actors[s.actor].mark, { x: x, y: y }, r);
    if (s.change) paintChange(ctx, s.change, x + r * 0.85, y - r * 0.85);
    ctx.restore();
  }

  // What became of the claims between two dates, as a sign at the shoulder of the marker.
  function paintChange(ctx, change, x, y) {
    var t = config.themes[config.theme];
    ctx.beginPath(); ctx.arc(x, y, 6, 0, 7);
    ctx.fillStyle = t.text; ctx.fill();
    ctx.lineWidth = 1.2; ctx.strokeStyle = t.halo; ctx.stroke();
    ctx.font = "700 11px Arial, sans-serif"; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillStyle = t.halo;
    ctx.fillText(config.changes[change].sign, x, y + 0.5);
  }

  function drawMark(ctx, mark, p, r) {
    ctx.beginPath();
    if (mark === "cross") { ctx.rect(p.x - r * 0.45, p.y - r * 0.1, r * 0.9, r * 0.2); ctx.rect(p.x - r * 0.1, p.y - r * 0.45, r * 0.2, r * 0.9); }
    else if (mark === "dot") ctx.arc(p.x, p.y, r * 0.27, 0, 7);
    else if (mark === "bar") ctx.rect(p.x - r * 0.13, p.y - r * 0.45, r * 0.26, r * 0.9);
    else if (mark === "ring") ctx.arc(p.x, p.y, r * 0.5, 0, 7);
    ctx.fill();
  }

  function interactive(layer, item, group) {
    layer.site = item;
    group.push(layer);
    return layer;
  }

  // Layers from the payload

  function build(payload, canvas) {
    var t = config.themes[config.theme], layers = [];
    payload.wide.forEach(function (w) {
      var style = { renderer: canvas, color: w.kind === "isodistance" ? t.distance : colour(w.actor), weight: 1.8,
        dashArray: { area: "2 5", border_stretch: "10 4", isodistance: "7 5" }[w.kind] || null, opacity: 0.95,
        // In a party's colour an area would look like ground that it holds.
        fill: w.closed, fillColor: w.kind === "area" ? t.neutral : undefined, fillOpacity: w.kind === "area" ? 0.02 : 0.12,
        smoothFactor: 0.6 };
      var Shape = w.kind === "area" ? Whole : w.closed ? Area : Line;
      interactive(new Shape(w.parts, style), w, layers);
      if (w.kind === "direction") arrowHead(w, style).forEach(function (layer) { interactive(layer, w, layers); });
    });
    if (payload.sites.length) layers.push(new FrontlineSites.Sites(payload.sites, {
      renderer: canvas, paint: drawMarker, feature: asFeature, selected: function () { return state.selected; } }));
    return layers;
  }

  function arrowHead(w, style) {
    var tip = w.parts[0][w.parts[0].length - 1], from = w.parts[0][w.parts[0].length - 2];
    var squeeze = Math.cos((tip[0] * Math.PI) / 180);
    var angle = Math.atan2(tip[0] - from[0], (tip[1] - from[1]) * squeeze), size = 0.035;
    var corner = function (turn) {
      return [tip[0] - size * Math.sin(angle + turn), tip[1] - (size * Math.cos(angle + turn)) / squeeze];
    };
    return [new Area([[tip, corner(0.45), corner(-0.45)]], Object.assign({}, style, { fillOpacity: 0.9, dashArray: null, weight: 1 }))];
  }

  // Names beside the markers, where there is room for them.
  // Both are pictures over the map, not layers of it: nothing in them can be clicked.
  var Picture = L.Layer.extend({
    initialize: function (payload, pane, paint) { this._payload = payload; this._paneName = pane; this._paint = paint; },
    onAdd: function (map) {
      var pane = map.getPane(this._paneName) || map.createPane(this._paneName);
      pane.style.zIndex = { circles: 350, front: 345, ages: 590 }[this._paneName] || 600;
      pane.style.pointerEvents = "none";
      this._canvas = L.DomUtil.create("canvas", "fl-labels", pane);
      map.on("moveend zoomend resize", this._draw, this);
      map.on("zoomstart", this._clear, this);
      this._draw();
    },
    onRemove: function (map) {
      map.off("moveend zoomend resize", this._draw, this);
      map.off("zoomstart", this._clear, this);
      this._canvas.remove();
    },
    _clear: function () { this._canvas.width = 0; },
    _draw: function () {
      var map = this._map, size = map.getSize(), ratio = window.devicePixelRatio || 1, canvas = this._canvas;
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      canvas.width = size.x * ratio; canvas.height = size.y * ratio;
      canvas.style.width = size.x + "px"; canvas.style.height = size.y + "px";
      var ctx = canvas.getContext("2d");
      ctx.scale(ratio, ratio);
      this._paint(ctx, map, size, this._payload);
    },
  });

  function paintCircles(ctx, map, size, payload) {
    if (!payload.show_uncertainty) return;
    var t = config.themes[config.theme];
    ctx.strokeStyle = ctx.fillStyle = t.uncertainty;
    ctx.setLineDash([4, 3]); ctx.lineWidth = 1.2;
    var perDegree = (256 * Math.pow(2, map.getZoom())) / 360;
    payload.sites.forEach(function (s) {
      var radius = (s.uncertainty_m / (10 * metresBetween({ lat: s.lat, lng: 0 }, { lat: s.lat, lng: 0.1 }))) * perDegree;
      // Smaller than the marker, it would not be seen.
      if (radius < 9) return;
      var p = map.latLngToContainerPoint([s.lat, s.lon]);
      if (p.x < -radius || p.y < -radius || p.x > size.x + radius || p.y > size.y + radius) return;
      ctx.beginPath(); ctx.arc(p.x, p.y, radius, 0, 7);
      ctx.globalAlpha = 0.1; ctx.fill(); ctx.globalAlpha = 0.8; ctx.stroke();
    });
  }

  // From the chosen place to the nearest point of the border, with the distance beside it.
  function paintRay(ctx, map, size, ray) {
    var t = config.themes[config.theme];
    var a = map.latLngToContainerPoint([ray.lat, ray.lon]), b = map.latLngToContainerPoint([ray.border_lat, ray.border_lon]);
    ctx.strokeStyle = t.uncertainty; ctx.lineWidth = 2;
    var length = a.distanceTo(b), start = 14 / length;
    if (length > 18) {
      ctx.beginPath(); ctx.moveTo(a.x + (b.x - a.x) * start, a.y + (b.y - a.y) * start); ctx.lineTo(b.x, b.y); ctx.stroke();
      ctx.beginPath(); ctx.arc(b.x, b.y, 3.5, 0, 7); ctx.fillStyle = t.uncertainty; ctx.fill();
    }
    ctx.font = "700 12px Arial, sans-serif"; ctx.textBaseline = "middle"; ctx.lineJoin = "round";
    // Below the marker: beside it stand its own name and, as a rule, the next town's.
    var x = a.x, y = a.y + 26, width = ctx.measureText(ray.label).width;
    ctx.textAlign = "center";
    ctx.save(); ctx.globalAlpha = 0.85; ctx.fillStyle = t.halo;
    ctx.beginPath(); ctx.roundRect(x - width / 2 - 4, y - 10, width + 8, 19, 3); ctx.fill(); ctx.restore();
    ctx.fillStyle = t.name === "dark" ? t.uncertainty : "#8a5300"; ctx.fillText(ray.label, x, y);
  }

  function placeLabels(ctx, map, size, payload) {
    var t = config.themes[config.theme], taken = [];
    var inside = payload.sites.map(function (s) { return { s: s, p: map.latLngToContainerPoint([s.lat, s.lon]) }; })
      .filter(function (e) { return e.p.x > 0 && e.p.y > 0 && e.p.x < size.x && e.p.y < size.y; });
    inside.slice(0, 2000).forEach(function (e) { taken.push([e.p.x - 9, e.p.y - 9, e.p.x + 9, e.p.y + 9]); });
    var shown = 0;
    inside.sort(function (a, b) { return (b.s.id === state.selected) - (a.s.id === state.selected) || b.s.count - a.s.count; });
    // Where hundreds of names found no room, the next will not either.
    inside.slice(0, 400).forEach(function (e) {
      if (shown < 60 && write(ctx, t, e.s.label, e.p, taken, "600 12px Arial, sans-serif", t.text)) shown += 1;
    });
    // The base map writes the name of an oblast there, which the count of another must not cover.
    payload.wide.forEach(function (w) {
      var p = w.kind === "area" && w.anchor && map.latLngToContainerPoint(w.anchor);
      if (p) taken.push([p.x - 55, p.y - 9, p.x + 55, p.y + 9]);
    });
    payload.wide.forEach(function (w) {
      if (!w.label || !w.anchor) return;
      var p = map.latLngToContainerPoint(w.anchor);
      chip(ctx, t, w, p, taken, size);
    });
  }

  function free(box, taken) {
    return !taken.some(function (b) { return box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]; });
  }

  function write(ctx, t, text, p, taken, font, fill) {
    ctx.font = font;
    var w = ctx.measureText(text).width, h = 13;
    var spots = [[13, -h / 2], [-13 - w, -h / 2], [-w / 2, -13 - h], [-w / 2, 13]];
    for (var i = 0; i < spots.length; i++) {
      var x = p.x + spots[i][0], y = p.y + spots[i][1], box = [x - 1, y, x + w + 1, y + h];
      if (!free(box, taken)) continue;
      taken.push(box);
      ctx.textBaseline = "top"; ctx.lineJoin = "round"; ctx.lineWidth = 3.5; ctx.strokeStyle = t.halo; ctx.fillStyle = fill;
      // What the base map wrote here would show through a mere outline.
      ctx.save(); ctx.globalAlpha = 0.78; ctx.fillStyle = t.halo;
      ctx.beginPath(); ctx.roundRect(x - 3, y - 2, w + 6, h + 4, 3); ctx.fill(); ctx.restore();
      ctx.strokeText(text, x, y); ctx.fillText(text, x, y);
      return true;
    }
    return false;
  }

  // "12 claims about the oblast": words, never a symbol, for the place is the whole area.
  function chip(ctx, t, w, p, taken, size) {
    ctx.font = "500 11px Arial, sans-serif";
    var text = (w.change ? config.changes[w.change].sign + " " : "") + w.label;
    var width = ctx.measureText(text).width + 14, tries = [12, 34, -34, 56, -56, 78];
    for (var i = 0; i < tries.length; i++) {
      var x = p.x - width / 2, y = p.y + tries[i], box = [x, y, x + width, y + 19];
      if (x < 2 || y < 2 || x + width > size.x - 2 || y + 19 > size.y - 30 || !free(box, taken)) continue;
      taken.push(box);
      ctx.beginPath(); ctx.roundRect(x, y, width, 19, 9);
      ctx.fillStyle = t.halo; ctx.globalAlpha = 0.88; ctx.fill(); ctx.globalAlpha = 1;
      var isSelected = w.id === state.selected;
      ctx.setLineDash(isSelected ? [] : [3, 3]); ctx.lineWidth = isSelected ? 2 : 1;
      ctx.strokeStyle = w.kind === "isodistance" ? t.distance : colour(w.actor); ctx.stroke(); ctx.setLineDash([]);
      ctx.fillStyle = t.text; ctx.textBaseline = "middle"; ctx.textAlign = "left"; ctx.fillText(text, x + 7, y + 10);
      return;
    }
  }

  function hover(map, group) {
    var tip = L.tooltip({ direction: "top", offset: [0, -10], className: "fl-tip" });
    var over = null;
    group.on("mouseover mousemove", function (e) {
      var s = e.layer.site;
      if (!s || s === over) return;
      over = s;
      var box = document.createElement("div");
      var count = s.count === 1 ? "1 claim" : s.count + " claims";
      box.textContent = s.tip || (s.label ? s.label + ": " + count : count);
      // At the edge of the map the box opens inwards.
      var x = map.latLngToContainerPoint(e.latlng).x, width = map.getSize().x;
      tip.options.direction = x < 150 ? "right" : x > width - 150 ? "left" : "top";
      tip.options.offset = x < 150 ? [12, 0] : x > width - 150 ? [-12, 0] : [0, -10];
      tip.setLatLng(e.latlng).setContent(box).addTo(map);
    });
    group.on("mouseout", function () { over = null; tip.remove(); });
  }

  function select(map, id) {
    state.selected = id;
    var canvas = map.__frontline;
    if (canvas && canvas._map) redraw(canvas);
    if (state.labels && state.labels._map) state.labels._draw();
  }

  // Each wish to look somewhere is granted once: later the user may have moved on.
  function bringToView(map, id, look, spot) {
    var layer = id && state.byId && state.byId.get(id);
    if (!look || look === state.looked) return;
    state.looked = look;
    if (spot) lookAt(map, spot);
    else if (layer) bringIntoView(map, layer);
  }

  // A place without a claim has no marker: a ring shows for a moment which it is.
  function lookAt(map, spot) {
    map.setView(spot, Math.max(map.getZoom(), 8), { animate: false });
    var ring = L.circleMarker(spot, { radius: 16, color: config.themes[config.theme].uncertainty, weight: 3, fill: false,
      interactive: false, renderer: map.__frontline }).addTo(map);
    setTimeout(function () { ring.remove(); }, 4000);
  }

  // A point is moved to, an area or a line is shown whole; what is in view already stays where it is.
  function bringIntoView(map, layer) {
    var view = map.getBounds();
    if (layer.getLatLng) {
      if (!view.pad(-0.08).contains(layer.getLatLng())) map.panTo(layer.getLatLng());
    } else if (!view.contains(layer.getBounds())) {
      map.fitBounds(layer.getBounds(), { padding: [30, 30], maxZoom: 9, animate: false });
    }
  }

  function redraw(canvas) {
    canvas._redrawBounds = null;
    canvas._redraw();
  }

  function draw(map, group, encoded, selected, look, ray, overlays, spot, pin, key) {
    // One canvas for good: a new one per change would stay behind in the page.
    var canvas = map.__frontline || (map.__frontline = L.canvas({ padding: 0.3 }));
    if (window.feature_group) window.feature_group.length = 0;
    forgetOldThemes();
    // The program leaves out what it has sent before; a frame that is new since then asks for it.
    if (encoded === null && state.key !== key) { setTimeout(function () { tellOf("again"); }, 0); return; }
    if (encoded !== null && encoded !== state.text) {
      var payload = decode(encoded);
      state.text = encoded;
      state.key = key;
      state.payload = payload;
      state.layers = build(payload, canvas);
      // What can be chosen: wide shapes are layers of their own, points are read from the one that holds them.
      state.built = state.layers.filter(function (layer) { return !layer.sites; })
        .concat(payload.sites.map(FrontlineSites.point));
      state.byId = new Map(state.built.map(function (item) { return [item.site.id, item]; }));
      nameOnce(payload);
      if (state.legend) state.legend.show(payload);
      if (!state.fitted) fit(map, payload);
    }
    state.layers.forEach(function (layer) { layer._eventParents = null; group.addLayer(layer); });
    if (overlays) FrontlineOverlays.build(map, overlays).forEach(function (layer) { group.addLayer(layer); });
    group.addLayer(new Picture(state.payload, "circles", paintCircles));
    if (ray) group.addLayer(new Picture(decode(ray), "names", paintRay));
    state.labels = new Picture(state.payload, "names", placeLabels);
    group.addLayer(state.labels);
    hover(map, group);
    group.on("click", function (e) {
      if (!e.layer || !e.layer.site || FrontlinePin.isMoving()) return;
      select(map, e.layer.site.id);
      setTimeout(tellNow, 0);
    });
    FrontlinePin.show(map, pin ? decode(pin) : null);
    state.selected = selected;
    // Drawn with the mark already: only the view is left to change.
    group.on("add", function () { bringToView(map, selected, look, spot); });
  }

  // The component waits a quarter of a second before it tells the program of a click, in case the map
  // still moves. Told at once, and noted as told, it has nothing left to say.
  function tellNow() {
    var held = window.__GLOBAL_DATA__;
    if (!held || !held.last_active_drawing || !window.Streamlit) return;
    tell(held.last_active_drawing);
  }

  function tell(feature) {
    var held = window.__GLOBAL_DATA__;
    if (!held || !window.Streamlit) return;
    held.last_active_drawing = feature;
    held.previous_data = { last_active_drawing: held.last_active_drawing };
    window.Streamlit.setComponentValue(held.previous_data);
  }

  // Streamlit's part of the frame adds the theme's style again on every run: the last one is enough.
  function forgetOldThemes() {
    var themes = [...document.querySelectorAll("head > style")].filter(function (style) {
      return style.textContent.includes("--secondary-background-color");
    });
    themes.slice(0, -1).forEach(function (style) { style.remove(); });
  }

  // The base map is written again only where the claims moved or now name one of its towns.
  function nameOnce(payload) {
    var names = new Set(payload.sites.map(function (s) { return s.label; })), before = state.names;
    state.names = names;
    var spots = payload.sites.length > MANY_SITES ? "" : JSON.stringify([payload.sites.map(function (s) { return [s.lat, s.lon]; }),
      payload.wide.map(function (w) { return [w.anchor, w.label]; })]);
    var isSame = spots === state.spots && ![...state.towns].some(function (name) { return names.has(name) !== before.has(name); });
    state.spots = spots;
    state.boxes.clear();
    if (isSame || !state.basemap) return;
    state.basemap.clearLayout();
    state.basemap.rerenderTiles();
  }

  // The first view holds the bulk of the claims; a few far away must not shrink the rest.
  function fit(map, payload) {
    state.fitted = true;
    var kept = keptView();
    if (kept) { settle(map, function () { map.setView(kept.center, kept.zoom, { animate: false }); }); return; }
    var points = [];
    var add = function (item, point) { for (var i = 0; i < item.count; i++) points.push(point); };
    payload.sites.forEach(function (s) { add(s, [s.lat, s.lon]); });
    payload.wide.forEach(function (w) { if (w.anchor) add(w, w.anchor); });
    if (!points.length) return;
    var middle = function (values) { return values.slice().sort(function (p, q) { return p - q; })[values.length >> 1]; };
    var lat = middle(points.map(function (p) { return p[0]; })), lon = middle(points.map(function (p) { return p[1]; }));
    var far = points.map(function (p) { return Math.hypot(p[0] - lat, (p[1] - lon) * 0.63); });
    var limit = 1.8 * middle(far) + 0.5;
    var near = points.filter(function (p, i) { return payload.fit_all || far[i] <= limit; });
    settle(map, function () { map.fitBounds(near, { padding: [60, 60], maxZoom: 9, animate: false }); });
  }

  // The frame may get its height only now: the first view is taken again until the user takes another.
  function settle(map, view) {
    var until = Date.now() + 3000;
    view();
    map.on("resize", function () {
      if (Date.now() > until) return;
      view();
      var chosen = state.looked && state.byId.get(state.selected);
      if (chosen) bringIntoView(map, chosen);
    });
    map.on("mousedown", function () { until = 0; });
  }

  function theme() { return config.themes[config.theme]; }

  window.Frontline = { base: base, draw: draw, decode: decode, select: select, state: state, theme: theme, Picture: Picture, paintMarker: paintMarker, paintChange: paintChange,
    tellPin: tellPin };
})();
