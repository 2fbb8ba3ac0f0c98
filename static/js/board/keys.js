// The whole board by keyboard: M takes up what has the focus, arrows move it, Enter puts it down, Escape leaves it.

import { desk, facts, redraw, refusal, say, send } from "./desk.js";
import { chosen, pick, pickNone } from "./choice.js";
import { drop, held, leave, over, take, takeOut } from "./hold.js";

const focused = () => document.activeElement?.closest("a.item, .tray-list [data-act]");
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const step = ([across, down], wide) => {
  const { rows, grid } = held.sheet, at = held.at ?? { stage: rows[0].id, starts: held.sheet.minute(0) };
  const index = rows.findIndex((row) => row.id === at.stage) + down;
  const row = rows[Math.min(Math.max(0, index), rows.length - 1)];
  over(row.id, at.starts + across * (wide ? 60 : grid));
  held.ghosts[0].group.scrollIntoView({ block: "nearest", inline: "nearest" });
};

const whileHeld = (event) => {
  if (steps[event.key]) step(steps[event.key], event.shiftKey);
  else if (event.key === "Enter" || event.key === " ") drop();
  else if (event.key === "Escape") leave();
  else if (event.key === "Delete") takeOut(held.acts);
  else return;
  event.preventDefault();
  event.stopPropagation();
};

const begin = (element) => {
  const act = Number(element.dataset.act);
  take(chosen.has(act) ? [act, ...[...chosen].filter((other) => other !== act)] : [act]);
  if (!held?.at) step([0, 0], false);
};

const history = async (address) => {
  const answer = await send(address);
  if (!answer) return;
  await redraw();
  say(answer.ok ? answer.done : refusal(answer), answer.ok ? "" : "is-refused");
};

document.addEventListener("keydown", (event) => {
  if (held) return whileHeld(event);
  if (typing(event.target) || !facts.moves) return undefined;
  const key = event.key.toLowerCase(), control = event.ctrlKey || event.metaKey;
  if (control && (key === "y" || (key === "z" && event.shiftKey))) history(facts.redoing);
  else if (control && key === "z") history(facts.undoing);
  else if (control || event.altKey) return undefined;
  else if (key === "escape" && chosen.size) pickNone();
  else if (!focused()) return undefined;
  else if (key === "m") begin(focused());
  else if (key === "x" && focused().matches("a.item")) pick(Number(focused().dataset.act));
  else if (key === "delete") takeOut(chosen.size ? [...chosen] : [Number(focused().dataset.act)]);
  else return undefined;
  event.preventDefault();
  return undefined;
}, { capture: true });

desk.addEventListener("click", (event) => {
  if (event.target.closest("[data-undo]")) history(facts.undoing);
  if (event.target.closest("[data-redo]")) history(facts.redoing);
});
