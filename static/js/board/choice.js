// Several performances picked together.

import { desk, itemOf, say, word } from "./desk.js";

export const chosen = new Set();

const mark = () => {
  for (const item of desk.querySelectorAll("a.item")) item.classList.toggle("is-picked", chosen.has(Number(item.dataset.act)));
  if (chosen.size) say(word("picked", { count: chosen.size }));
};

export const pick = (act) => {
  if (!chosen.delete(act)) chosen.add(act);
  mark();
};
export const pickNone = () => {
  chosen.clear();
  mark();
};

desk.addEventListener("click", (event) => {
  const item = event.target.closest("a.item");
  if (!item || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
  pick(Number(item.dataset.act));
}, { capture: true });

desk.addEventListener("drawn", () => {
  for (const act of [...chosen]) if (!itemOf(act)) chosen.delete(act);
  mark();
});
