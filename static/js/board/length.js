// Where a length is open: the grip at the end of an item, or Shift with an arrow, makes it last more or less long.

import { board, clock, desk, facts, itemOf, redraw, refusal, say, send, sheet, word } from "./desk.js";
import { held } from "./hold.js";
import { hush, quietly, tell } from "./look.js";

const STEP = 5;
let sized = null;

const take = (item) => {
  const [starts, ends, shortest, longest] = ["starts", "ends", "shortest", "longest"].map((key) => Number(item.dataset[key]));
  sized = { item, starts, seen: ends - starts, to: ends - starts, shortest, longest, paper: sheet(), name: item.dataset.name };
  quietly.on = true;
  hush();
  item.classList.add("is-sizing");
};

const stretch = (minutes) => {
  const { item, starts, shortest, longest, paper, name } = sized;
  sized.to = Math.min(longest, Math.max(shortest, minutes));
  const bar = item.querySelector(".item-bar"), x = bar.x.baseVal.value, width = Math.max(4, paper.x(starts + sized.to) - paper.x(starts));
  bar.setAttribute("width", width);
  item.querySelector(".item-grip").setAttribute("transform", `translate(${x + width} ${bar.y.baseVal.value})`);
  const text = word("lasts", { name, minutes: sized.to, ends: clock(starts + sized.to) });
  tell(text, bar.getBoundingClientRect());
  say(text);
};

const leave = () => {
  const { item, seen, name } = sized;
  stretch(seen);
  item.classList.remove("is-sizing");
  sized = null;
  quietly.on = false;
  hush();
  say(word("lasted", { name }));
};

const settle = async () => {
  const { item, seen, to } = sized, act = Number(item.dataset.act);
  if (to === seen) { leave(); return; }
  sized = null;
  quietly.on = false;
  hush();
  desk.classList.add("is-saving");
  const answer = await send(facts.lengths, { act, seen, to });
  desk.classList.remove("is-saving");
  await redraw();
  say(answer?.ok ? [answer.done, ...answer.findings, ...answer.consequences].join(" ") : refusal(answer ?? {}), answer?.ok ? "" : "is-refused");
  itemOf(act)?.focus({ preventScroll: true });
};

// Before the board itself takes the item up: a grip changes its length and not its place.
desk.addEventListener("pointerdown", (event) => {
  const item = event.target.closest(".item-grip")?.closest("a.item");
  if (!item || held || sized || event.button !== 0) return;
  event.preventDefault();
  event.stopPropagation();
  take(item);
  sized.pointer = event.pointerId;
  sized.from = sized.paper.point(event).x;
}, { capture: true });

document.addEventListener("pointermove", (event) => {
  if (sized?.pointer !== event.pointerId) return;
  const { starts, seen, from, paper } = sized;
  const minutes = paper.minute(paper.x(starts + seen) + paper.point(event).x - from) - starts;
  stretch(seen + Math.round((minutes - seen) / STEP) * STEP);
});

// The finger stretches the item and scrolls nothing.
document.addEventListener("touchmove", (event) => { if (sized) event.preventDefault(); }, { passive: false });

// The click that ends it opens nothing.
const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
document.addEventListener("pointerup", (event) => {
  if (sized?.pointer !== event.pointerId) return;
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
  settle();
});
document.addEventListener("pointercancel", (event) => { if (sized?.pointer === event.pointerId) leave(); });
desk.addEventListener("dragstart", (event) => { if (sized) event.preventDefault(); });

const ARROWS = { ArrowLeft: -STEP, ArrowRight: STEP };
document.addEventListener("keydown", (event) => {
  if (sized && event.key === "Escape") leave();
  else if (event.shiftKey && ARROWS[event.key] && !held && board()) {
    const item = document.activeElement?.closest("a.item[data-longest]");
    if (!item) return;
    if (!sized) take(item);
    stretch(sized.to + ARROWS[event.key]);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
document.addEventListener("keyup", (event) => { if (sized && sized.pointer === undefined && event.key === "Shift") settle(); });
desk.addEventListener("focusout", (event) => { if (sized && sized.pointer === undefined && event.target === sized.item) settle(); });
