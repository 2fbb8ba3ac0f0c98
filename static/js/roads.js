// The roads drawn by Leaflet, without tiles. The table below the map holds the same facts and moves the map.

const frame = document.querySelector("[data-roads]");

const label = (road, closed) => {
  const { code, street, first, second, by } = road.properties;
  const line = document.createElement("span");
  line.textContent = `${code} · ${street} (${first} – ${second})`;
  if (by.length) line.textContent += ` · ${closed}: ${by.join(", ")}`;
  return line;
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
    onEachFeature: (road, line) => {
      lines.set(String(road.id), line);
      line.bindTooltip(label(road, frame.dataset.closed), { sticky: true });
    },
  }).addTo(map);
  map.fitBounds(layer.getBounds(), { padding: [16, 16], animate: false });
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
