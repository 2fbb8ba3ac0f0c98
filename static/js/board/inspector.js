// What there is to know of one performance, beside the board; the same stands on its own page.

import { board, clock, day, desk, facts, itemOf, sheet, word } from "./desk.js";
import { carry, held } from "./hold.js";

const side = desk.querySelector("[data-side]");
let shown = null;

const part = async (address, into, headers = {}) => {
  const answer = await fetch(address, { headers }).catch(() => null);
  if (answer?.ok && !answer.redirected) into.innerHTML = await answer.text();
  return answer?.ok;
};

const reveal = () => {
  side.hidden = false;
  desk.classList.add("has-inspector");
  if (side.getBoundingClientRect().top > window.innerHeight - 120) side.scrollIntoView({ block: "nearest" });
};

const dayAt = (paper, minute) => desk.querySelector(`.days [data-index="${paper.dayOf(minute).index}"]`)?.dataset.day ?? day();

// A double click on free paper: what would fit into that hole.
desk.addEventListener("dblclick", (event) => {
  if (!facts.hole || !board()?.contains(event.target) || event.target.closest("a.item")) return;
  const paper = sheet(), { x, y } = paper.point(event), row = paper.rowAt(y), at = paper.minute(x);
  if (!row || !paper.byStage) return;
  const spans = [...desk.querySelectorAll(`a.item[data-stage="${row.id}"]`)].map((item) => {
    const box = item.getBBox();
    return [paper.minute(box.x), paper.minute(box.x + box.width)];
  });
  const starts = Math.max(at - 240, ...spans.map(([, ends]) => ends).filter((ends) => ends <= at));
  const ends = Math.min(at + 240, ...spans.map(([begins]) => begins).filter((begins) => begins >= at));
  const query = new URLSearchParams({ stage: row.id, day: dayAt(paper, at), starts: clock(starts), ends: clock(ends) });
  side.innerHTML = `<header class="inspector-head"><h2></h2></header><div></div>`;
  side.querySelector("h2").textContent = word("hole", { stage: row.name, from: clock(starts), to: clock(ends) });
  part(`${facts.hole}?${query}`, side.querySelector("div"), { "X-Part": "hole" }).then(() => { shown = null; reveal(); });
});

// Why an act cannot stand where somebody dropped it, and who would have to move.
desk.addEventListener("refused", async ({ detail: { act, stage, starts } }) => {
  const query = new URLSearchParams({ stage, starts });
  if (await part(`${facts.inspector.replace("/0", `/${act}`)}/refusal?${query}`, side)) { shown = null; reveal(); }
});

const open = async (act) => {
  const answer = await fetch(facts.inspector.replace("/0", `/${act}`)).catch(() => null);
  if (!answer?.ok || answer.redirected) { location.assign(itemOf(act).getAttribute("href")); return; }
  shown = act;
  side.innerHTML = await answer.text();
  reveal();
  itemOf(act)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const places = side.querySelector("[data-places]");
  if (places && facts.moves) part(`${facts.inspector.replace("/0", `/${act}`)}/places`, places);
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
  if (better && facts.moves) {
    event.preventDefault();
    const seen = JSON.parse(better.dataset.seen);
    carry([{ act: Number(better.dataset.act), seen, to: JSON.parse(better.dataset.to) }]);
  }
});
side?.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
desk.addEventListener("drawn", () => { if (shown !== null && side.contains(document.activeElement) === false) open(shown); });
