/* The pin of a place that the user is putting elsewhere: dragged, or put where the map is clicked. */
(function () {
  "use strict";

  var now = null; // the pin on the map, its circle, and what a click does

  function picture() {
    var space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 40 40");
    [["circle", { cx: 20, cy: 20, r: 9, fill: "none" }], ["path", { d: "M20 2V16M20 24V38M2 20H16M24 20H38" }]].forEach(function (part) {
      // Twice: a light line below the dark one is seen on any ground.
      ["fl-under", "fl-over"].forEach(function (name) {
        var shape = document.createElementNS(space, part[0]);
        Object.keys(part[1]).forEach(function (key) { shape.setAttribute(key, part[1][key]); });
        shape.setAttribute("class", name);
        svg.appendChild(shape);
      });
    });
    return svg;
  }

  function show(map, pin) {
    if (!pin) return remove(map);
    var at = L.latLng(pin.lat, pin.lon);
    if (!now) start(map, at);
    // What was typed moves the pin; what was dragged is there already.
    if (!now.told || now.told.distanceTo(at) > 2) now.pin.setLatLng(at);
    now.told = at;
    now.ring.setLatLng(now.pin.getLatLng()).setRadius(pin.within_m);
  }

  function start(map, at) {
    var colour = Frontline.theme().uncertainty;
    now = {
      ring: L.circle(at, { radius: 1, color: colour, weight: 1.5, dashArray: "4 3", fillOpacity: 0.12, interactive: false,
        renderer: map.__frontline }).addTo(map),
      pin: L.marker(at, { draggable: true, autoPan: true, zIndexOffset: 1000, title: "Drag to where the place is",
        icon: L.divIcon({ html: picture(), className: "fl-pin", iconSize: [40, 40] }) }).addTo(map),
      put: function (e) { now.pin.setLatLng(e.latlng); drop(); },
    };
    now.pin.on("drag", function () { now.ring.setLatLng(now.pin.getLatLng()); });
    now.pin.on("dragend", drop);
    map.on("click", now.put);
    map.getContainer().classList.add("fl-moving");
  }

  function drop() {
    now.told = now.pin.getLatLng();
    now.ring.setLatLng(now.told);
    Frontline.tellPin(now.told);
  }

  function remove(map) {
    if (!now) return;
    map.off("click", now.put);
    now.pin.remove();
    now.ring.remove();
    now = null;
    map.getContainer().classList.remove("fl-moving");
  }

  window.FrontlinePin = { show: show, isMoving: function () { return !!now; } };
})();
