// What there is to know of one performance, beside the board; the same stands on its own page.

import { desk, facts, itemOf } from "./desk.js";
import { carry, held } from "./hold.js";

const side = desk.querySelector("[data-side]");
let shown = null;

const open = async (act) => {
  const answer = await fetch(facts.inspector.replace("/0", `/${act}`)).catch(() => null);
  if (!answer?.ok || answer.redirected) { location.assign(itemOf(act).getAttribute("href")); return; }
  shown = act;
  side.innerHTML = await answer.text();
  side.hidden = false;
  desk.classList.add("has-inspector");
  if (side.getBoundingClientRect().top > window.innerHeight - 120) side.scrollIntoView({ block: "nearest" });
};

const shut = () => {
  side.hidden = true;
  side.replaceChildren();
  desk.classList.remove("has-inspector");
  itemOf(shown)?.focus({ preventScroll: true });
  shown = null;
};

desk.addEventListener("click", (event) => {
  const item = event.target.closest("a.item");
  if (item && side && !held && !event.defaultPrevented) {
    event.preventDefault();
    open(Number(item.dataset.act));
  }
  if (event.target.closest("[data-shut]")) shut();
  const better = event.target.closest("[data-to]");
  if (better) {
    const seen = JSON.parse(better.dataset.seen);
    carry([{ act: Number(better.dataset.act), seen, to: JSON.parse(better.dataset.to) }]);
  }
});
side?.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
desk.addEventListener("drawn", () => { if (shown !== null && side.contains(document.activeElement) === false) open(shown); });
