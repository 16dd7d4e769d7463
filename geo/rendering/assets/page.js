/* The page of the single HTML file: the map, and beside it the sentence that was clicked.
   Article text reaches the page by textContent alone. */
(function () {
  "use strict";

  function add(parent, tag, text, name) {
    var node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    if (name) node.className = name;
    parent.appendChild(node);
    return node;
  }

  function excerpt(parent, claim) {
    var box = add(parent, "blockquote"), at = 0;
    claim.marks.forEach(function (mark) {
      if (mark[0] < at) return;
      box.appendChild(document.createTextNode(claim.text.slice(at, mark[0])));
      add(box, "mark", claim.text.slice(mark[0], mark[1]));
      at = mark[1];
    });
    box.appendChild(document.createTextNode(claim.text.slice(at)));
  }

  function show(page, id) {
    var pane = document.getElementById("pane"), ids = page.claims_of[id] || [];
    pane.textContent = "";
    if (ids.length > 1) add(pane, "p", ids.length + " claims about this place", "fl-count");
    ids.forEach(function (key) {
      var claim = page.claims[key], card = add(pane, "article");
      add(card, "p", claim.kind + " · " + claim.status + " · " + claim.actor, "fl-what");
      excerpt(card, claim);
      var list = add(card, "dl");
      claim.rows.forEach(function (row) { add(list, "dt", row[0]); add(list, "dd", row[1]); });
    });
    pane.scrollTop = 0;
  }

  // The signs of the claims are explained on the map itself.
  function legend(page) {
    var box = document.getElementById("legend");
    box.hidden = !page.overlay_legend.length;
    page.overlay_legend.forEach(function (line) {
      var item = add(box, "span", null, "fl-overlay");
      add(item, "i", null, "fl-swatch fl-" + line[0]);
      item.append(line[1]);
    });
  }

  function start(encoded) {
    var page = Frontline.decode(encoded);
    var map = L.map("map", { minZoom: 4, maxZoom: 14, preferCanvas: true, maxBounds: [[41, 15], [59, 52]] }).setView([50.2, 36], 7);
    window.map = map;
    Frontline.base(map, page.config);
    var group = L.featureGroup();
    Frontline.draw(map, group, page.payload, null, 0, null, page.overlays);
    group.on("click", function (e) { if (e.layer && e.layer.site) show(page, e.layer.site.id); });
    group.addTo(map);
    if (page.extent) map.fitBounds([[page.extent[1], page.extent[0]], [page.extent[3], page.extent[2]]], { animate: false });
    legend(page);
  }

  window.FrontlinePage = { start: start };
})();
