// Mouse, pen and finger. A finger holds an item for a moment first, so that a swipe still scrolls the sheet.

import { board, desk, itemOf } from "./desk.js";
import { drop, held, leave, onDay, over, take, takeOut } from "./hold.js";
import { chosen } from "./choice.js";

const [FAR, LONG, EDGE] = [5, 350, 40];
let pressed = null;
let frame = 0;

const source = (event) => event.target.closest?.("a.item, .tray-list [data-act]");

const begin = () => {
  clearTimeout(pressed.timer);
  const act = Number(pressed.element.dataset.act);
  const acts = chosen.has(act) ? [act, ...[...chosen].filter((other) => other !== act && itemOf(other))] : [act];
  if (!take(acts)) { pressed = null; return; }
  const start = held.from ? held.sheet.x(held.from.starts) : 0;
  pressed.grip = held.from ? held.sheet.point(pressed).x - start : 0;
  follow(pressed);
};

const follow = (event) => {
  const { x, y } = held.sheet.point(event), row = held.sheet.rowAt(y);
  const inside = event.clientX > board().getBoundingClientRect().left;
  if (row && inside) over(row.id, held.sheet.minute(x - pressed.grip));
};

// Near an edge the sheet moves along.
const scroll = () => {
  if (!held || !pressed) return;
  const box = board().getBoundingClientRect(), side = board().querySelector(".board-side").getBoundingClientRect();
  if (pressed.last.clientX > box.right - EDGE) board().scrollLeft += 12;
  else if (pressed.last.clientX < side.right + EDGE && pressed.last.clientX > side.right) board().scrollLeft -= 12;
  follow(pressed.last);
  frame = requestAnimationFrame(scroll);
};

desk.addEventListener("pointerdown", (event) => {
  const element = source(event);
  if (!element || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(".btn") || held) return;
  const { clientX, clientY, pointerId, pointerType } = event;
  pressed = { element, clientX, clientY, pointerId, touch: pointerType === "touch", last: event, grip: 0 };
  if (pressed.touch) pressed.timer = setTimeout(begin, LONG);
});

document.addEventListener("pointermove", (event) => {
  if (!pressed || event.pointerId !== pressed.pointerId) return;
  pressed.last = event;
  const far = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > FAR;
  if (!held && far) {
    if (pressed.touch) { clearTimeout(pressed.timer); pressed = null; return; }
    begin();
  }
  if (held && !frame) frame = requestAnimationFrame(scroll);
});

// Once something is held, the finger moves it and not the page.
document.addEventListener("touchmove", (event) => { if (held && pressed) event.preventDefault(); }, { passive: false });
desk.addEventListener("contextmenu", (event) => { if (pressed?.touch && source(event)) event.preventDefault(); });
desk.addEventListener("dragstart", (event) => { if (source(event)) event.preventDefault(); });

const release = (event) => {
  clearTimeout(pressed.timer);
  cancelAnimationFrame(frame);
  frame = 0;
  const moved = held !== null;
  pressed = null;
  if (!moved) return;
  swallowClick();
  const below = document.elementFromPoint(event.clientX, event.clientY);
  const onto = below?.closest(".days a");
  if (onto) onDay(Number(onto.dataset.index));
  else if (below?.closest(".tray") && held.from) takeOut(held.acts);
  else if (below?.closest("[data-board]")) drop();
  else leave();
};
document.addEventListener("pointerup", (event) => { if (pressed?.pointerId === event.pointerId) release(event); });
document.addEventListener("pointercancel", (event) => {
  if (pressed?.pointerId !== event.pointerId) return;
  clearTimeout(pressed.timer);
  pressed = null;
  if (held) leave();
});

// The click that ends a drag opens nothing.
const swallowClick = () => {
  const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
};
