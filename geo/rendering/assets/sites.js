/* All points of the map as one layer of Leaflet's canvas. A layer for each would have to be added,
   removed and listened to at every change: a second of work for 10,000. */
(function () {
  "use strict";

  var REACH = 4, HALF = 16; // pixels around a marker that a click may miss; half a sprite's side
  var sprites = new Map();

  function radiusOf(site) { return site.count > 1 ? 9.5 : 8; }

  // The same few markers are drawn over and over: each is painted once and copied.
  function spriteOf(site, paint) {
    var key = [site.kind, site.actor, site.hollow, site.count, site.change].join();
    var sprite = sprites.get(key);
    if (!sprite) {
      var ratio = L.Browser.retina ? 2 : 1;
      sprite = document.createElement("canvas");
      sprite.width = sprite.height = 2 * HALF * ratio;
      var ctx = sprite.getContext("2d");
      ctx.scale(ratio, ratio);
      paint(ctx, { site: site, _point: { x: HALF, y: HALF }, _radius: radiusOf(site) });
      sprites.set(key, sprite);
    }
    return sprite;
  }

  var Sites = L.Path.extend({
    // `site` is the one under the pointer; Leaflet takes a layer of this radius for a marker.
    _radius: 8,
    initialize: function (sites, options) {
      L.setOptions(this, { renderer: options.renderer, interactive: true });
      this.sites = sites;
      this.site = null;
      this.toGeoJSON = options.feature;
      this._paint = options.paint;
      this._selected = options.selected;
      // Mercator between 0 and 1, so that a zoom costs a multiplication each.
      this._unit = new Float64Array(2 * sites.length);
      this._at = new Int32Array(2 * sites.length);
      for (var i = 0; i < sites.length; i++) {
        var phi = (sites[i].lat * Math.PI) / 180;
        this._unit[2 * i] = sites[i].lon / 360 + 0.5;
        this._unit[2 * i + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI);
      }
    },
    getLatLng: function () { return L.latLng(this.site.lat, this.site.lon); },
    _project: function () {
      var scale = 256 * Math.pow(2, this._map.getZoom()), origin = this._map.getPixelOrigin();
      for (var i = 0; i < this._at.length; i += 2) {
        this._at[i] = Math.round(this._unit[i] * scale) - origin.x;
        this._at[i + 1] = Math.round(this._unit[i + 1] * scale) - origin.y;
      }
    },
    _update: function () { this._pxBounds = this._renderer._bounds; },
    _updatePath: function () {
      if (!this._renderer._drawing) return;
      var ctx = this._renderer._ctx, box = this._renderer._bounds, at = this._at, chosen = this._selected(), last = -1;
      ctx.globalAlpha = 1; // the canvas keeps that of the last path
      for (var i = 0; i < this.sites.length; i++) {
        var x = at[2 * i], y = at[2 * i + 1];
        if (x < box.min.x - HALF || y < box.min.y - HALF || x > box.max.x + HALF || y > box.max.y + HALF) continue;
        if (this.sites[i].id === chosen) { last = i; continue; }
        ctx.drawImage(spriteOf(this.sites[i], this._paint), x - HALF, y - HALF, 2 * HALF, 2 * HALF);
      }
      if (last < 0) return;
      var site = this.sites[last];
      this._paint(ctx, { site: site, _point: { x: at[2 * last], y: at[2 * last + 1] }, _radius: radiusOf(site) });
    },
    _containsPoint: function (p) {
      var nearest = -1, best = Infinity;
      for (var i = 0; i < this.sites.length; i++) {
        var x = this._at[2 * i] - p.x, y = this._at[2 * i + 1] - p.y, away = x * x + y * y;
        if (away < best && away <= Math.pow(radiusOf(this.sites[i]) + REACH, 2)) { nearest = i; best = away; }
      }
      if (nearest >= 0) this.site = this.sites[nearest];
      return nearest >= 0;
    },
  });

  // A point as something that can be found and moved to, without a layer of its own.
  function point(site) {
    return { site: site, getLatLng: function () { return L.latLng(site.lat, site.lon); } };
  }

  window.FrontlineSites = { Sites: Sites, point: point };
})();
