// The roads drawn by Leaflet, without tiles. The table below the map holds the same facts and moves the map.

const frame = document.querySelector("[data-roads]");

const label = (road, closed) => {
  const { code, street, first, second, by } = road.properties;
  const line = document.createElement("span");
  line.textContent = `${code} · ${street} (${first} – ${second})`;
  if (by.length) line.textContent += ` · ${closed}: ${by.join(", ")}`;
  return line;
};

const gateOf = (gate, place) => {
  const { gate: name, venue, emergency } = gate.properties;
  const icon = L.divIcon({ className: `road-gate${emergency ? " road-gate-emergency" : ""}`, iconSize: [14, 14] });
  const words = document.createElement("span");
  words.textContent = `${name} · ${venue}${emergency ? ` · ${frame.dataset.emergency}` : ""}`;
  return L.marker(place, { icon, keyboard: false }).bindTooltip(words);
};

// Each street bears its name once, on its longest segment, where there is room for it; what is closed comes first.
const nameStreets = (map, drawn) => {
  const roads = { features: drawn.features.filter((road) => "street" in road.properties) };
  const longest = new Map();
  const length = (road) => road.geometry.coordinates.slice(1).reduce((sum, place, at) => sum + Math.hypot(place[0] - road.geometry.coordinates[at][0], place[1] - road.geometry.coordinates[at][1]), 0);
  for (const road of roads.features) {
    const { street } = road.properties;
    if (!longest.has(street) || length(road) > length(longest.get(street))) longest.set(street, road);
  }
  const first = new Set(roads.features.filter((road) => road.properties.closed !== "open").map((road) => road.properties.street));
  for (const [street, road] of [...longest].sort(([one], [other]) => first.has(other) - first.has(one))) {
    const places = road.geometry.coordinates, at = Math.floor((places.length - 1) / 2);
    const middle = [(places[at][1] + places[at + 1][1]) / 2, (places[at][0] + places[at + 1][0]) / 2];
    const name = document.createElement("span");
    name.textContent = street;
    L.marker(middle, { interactive: false, keyboard: false, icon: L.divIcon({ className: "road-name", html: name, iconSize: null }) }).addTo(map);
  }
  const names = [...map.getContainer().querySelectorAll(".road-name")];
  const fit = () => {
    const taken = [];
    for (const name of names) {
      name.hidden = false;
      const box = name.getBoundingClientRect();
      name.hidden = taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      if (!name.hidden) taken.push(box);
    }
  };
  map.on("zoomend", fit);
  fit();
};

const draw = async () => {
  const answer = await fetch(frame.dataset.roads);
  if (!answer.ok) return;
  const roads = await answer.json();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.classList.add("is-drawn");
  const map = L.map(frame, { attributionControl: false, zoomControl: false, zoomAnimation: !calm, fadeAnimation: !calm, zoomSnap: 0.5 });
  L.control.zoom({ zoomInTitle: frame.dataset.in, zoomOutTitle: frame.dataset.out }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  frame.setAttribute("aria-label", frame.dataset.label);
  frame.setAttribute("role", "group");
  const lines = new Map();
  const layer = L.geoJSON(roads, {
    style: (road) => ({ className: `road road-${road.properties.closed}` }),
    pointToLayer: gateOf,
    onEachFeature: (road, line) => {
      if ("gate" in road.properties) return;
      lines.set(String(road.id), line);
      line.bindTooltip(label(road, frame.dataset.closed), { sticky: true });
    },
  }).addTo(map);
  const near = layer.getLayers().filter((line) => "near" in frame.dataset && "closed" in line.feature.properties && line.feature.properties.closed !== "open");
  const shown = near.length ? L.featureGroup(near) : layer;
  map.fitBounds(shown.getBounds(), { padding: [24, 24], maxZoom: 16, animate: false });
  nameStreets(map, roads);
  for (const button of document.querySelectorAll("[data-segment]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const line = lines.get(button.dataset.segment);
      map.fitBounds(line.getBounds(), { maxZoom: 17, animate: !calm });
      line.openTooltip(line.getCenter());
      frame.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
      frame.focus({ preventScroll: true });
    });
  }
};

if (frame) draw();
