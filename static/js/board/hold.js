// Holding performances: the cells light up, the held ones follow, and a drop is asked of the server.

import { ask, attend, board, clock, day, desk, facts, itemOf, redraw, refusal, say, send, sheet, word } from "./desk.js";
import { hush, quietly, tell } from "./look.js";

const SVG = "http://www.w3.org/2000/svg";
const RESTS = 350;
const KINDS = { block: "forbidden", "block release": "costly", warn: "costly" };
export let held = null;

const shape = (name, attributes, parent) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
};
const kindOf = ([, , , level, cost]) => KINDS[level] ?? (cost > 0 ? "costly" : "free");

// Takes up the acts; the first leads. Acts that stand elsewhere than on this sheet have no item and follow unseen.
export const take = (acts, at = null) => {
  if (held || !facts.moves) return false;
  const lead = itemOf(acts[0]) ?? desk.querySelector(`.tray-list [data-act="${acts[0]}"]`);
  const from = lead.dataset.starts ? { stage: Number(lead.dataset.stage), starts: Number(lead.dataset.starts) } : null;
  const paper = sheet();
  if (!from && !paper.byStage) { say(word("stages"), "is-refused"); return false; }
  held = { acts, lead, from, at: from ?? at, sheet: paper, stretches: null, reasons: [], name: lead.dataset.name, ghosts: [] };
  quietly.on = true;
  hush();
  desk.classList.add("is-holding");
  drawGhosts();
  say(word("held", { name: held.name, at: from ? told(from.starts) : word("nowhere"), stage: from ? rowName(from.stage) : "" }));
  light(held);
  announce();
  attend(acts[0]);
  return true;
};

// The name of a stage; on another axis what is held stays on its own.
const rowName = (stage) => (held.sheet.byStage ? held.sheet.row(stage)?.name : held.lead.dataset.place) ?? "";

// When that is: with the day, where several are on the sheet.
const told = (minute) => {
  const date = held.sheet.several && desk.querySelector(`.days [data-index="${held.sheet.dayOf(minute).index}"] b`);
  return date ? `${clock(minute)} ${date.textContent}` : clock(minute);
};

// The rows on which a stretch of cells is lit: that of the stage, or on another axis every row of what is held.
const litRows = (stage) => {
  if (held.sheet.byStage) return [held.sheet.row(stage)];
  if (stage !== held.from.stage) return [];
  return [...new Set([...held.lead.querySelectorAll(".item-bar")].map((bar) => held.sheet.rowAt(bar.y.baseVal.value)))];
};

const light = async (mine) => {
  const query = new URLSearchParams([["day", day()], ["days", board().dataset.days], ...mine.acts.map((act) => ["act", act])]);
  const answer = await ask(`${facts.cells}?${query}`);
  if (held !== mine || !answer?.ok) return;
  mine.reasons = answer.reasons;
  mine.stretches = Map.groupBy ? Map.groupBy(answer.stretches, (one) => one[0]) : grouped(answer.stretches);
  const cells = board().querySelector(".cells");
  for (const stretch of answer.stretches) {
    const [x, end] = [mine.sheet.x(stretch[1]), mine.sheet.x(stretch[2])];
    if (end <= x && mine.sheet.awake(stretch[1], true) >= stretch[2]) continue;
    for (const row of litRows(stretch[0]).filter(Boolean))
      shape("rect", { class: `cell is-${kindOf(stretch)}`, x, y: row.y + 1, width: Math.max(1, end - x), height: row.height - 2 }, cells);
  }
  announce();
};
const grouped = (stretches) => {
  const rows = new Map();
  for (const one of stretches) rows.set(one[0], [...(rows.get(one[0]) ?? []), one]);
  return rows;
};

const drawGhosts = () => {
  const layer = board().querySelector("g.held");
  held.ghosts = held.acts.map((act) => {
    const item = itemOf(act), group = shape("g", { class: `ghost-item ${item?.classList[1] ?? ""}` }, layer);
    if (item) {
      group.append(...item.cloneNode(true).childNodes);
      const bar = item.querySelector(".item-bar");
      const name = shape("text", { class: "item-title", x: bar.x.baseVal.value + 9, y: bar.y.baseVal.value + 23 }, group);
      name.textContent = item.dataset.short;
      item.classList.add("is-held");
    } else if (!held.from) {
      const width = Math.max(6, held.sheet.x(Number(held.lead.dataset.minutes)) - held.sheet.x(0));
      shape("rect", { class: "item-bar", x: 0, y: 4, width, height: 38, rx: 4 }, group);
    }
    return { group, free: !item };
  });
  place();
};

const place = () => {
  const { at, from, sheet: paper } = held;
  if (!at) return;
  const row = paper.byStage ? paper.row(at.stage) : null, start = paper.byStage && from && paper.row(from.stage);
  held.ghosts.forEach(({ group, free }, index) => {
    const dx = free ? paper.x(at.starts) : paper.x(at.starts) - paper.x(from.starts);
    const dy = free ? (row?.y ?? 0) : index || !start || !row ? 0 : row.y - start.y;
    group.setAttribute("transform", `translate(${dx} ${dy})`);
  });
};

const under = () => held.at && held.stretches?.get(held.at.stage)?.find(([, from, to]) => held.at.starts >= from && held.at.starts < to);

// What the cell under the held one says: legal, what it costs, or why not.
const verdict = () => {
  const named = { at: told(held.at.starts), stage: rowName(held.at.stage) };
  if (!held.stretches) return { kind: "", text: word("unknown", named) };
  const cell = under();
  if (!cell) return { kind: "forbidden", text: word("forbidden", named) };
  const kind = kindOf(cell), cost = cell[4];
  const paid = cost > 0 ? word("paid", { cost }) : cost < 0 ? word("gained", { cost: -cost }) : "";
  const why = [...cell[5].map((number) => held.reasons[number]), kind === "forbidden" ? "" : paid].filter(Boolean).join(" ");
  return { kind, text: word(kind === "free" && why ? "costly" : kind, { ...named, why }) };
};

const announce = () => {
  if (!held.at) return;
  const { kind, text } = verdict();
  desk.dataset.over = kind;
  const box = held.ghosts[0].group.getBoundingClientRect();
  tell(text, box);
  clearTimeout(held.speaking);
  const mine = held;
  mine.speaking = setTimeout(() => settle(mine, kind, text, box), RESTS);
};

// Whoever rests on a cell is told of this very minute, not of the stretch of cells it belongs to.
const settle = async (mine, kind, text, box) => {
  if (held !== mine) return;
  const { stage, starts } = mine.at;
  const why = kind === "forbidden" && mine.acts.length === 1 ? await refused(mine.acts[0], stage, starts) : "";
  if (held !== mine || mine.at.stage !== stage || mine.at.starts !== starts) return;
  const exact = why ? word("forbidden", { at: told(starts), stage: rowName(stage), why }) : text;
  if (exact !== text) tell(exact, box);
  say(exact);
};
const refused = async (act, stage, starts) => {
  const answer = await ask(`${facts.inspector.replace("/0", `/${act}`)}/refusal?${new URLSearchParams({ stage, starts })}`);
  return answer?.ok ? answer.why.join(" ") : "";
};

// Moves what is held over a place; several keep their stages and shift in time only, as one does on another axis.
export const over = (stage, minute) => {
  const still = held.acts.length > 1 || !held.sheet.byStage;
  const starts = held.sheet.awake(minute, !held.at || minute >= held.at.starts);
  const to = { stage: still ? held.from.stage : stage, starts };
  if (held.at && to.stage === held.at.stage && to.starts === held.at.starts) return;
  held.at = to;
  place();
  announce();
};

const end = () => {
  clearTimeout(held.speaking);
  for (const act of held.acts) itemOf(act)?.classList.remove("is-held");
  board()?.querySelector(".cells").replaceChildren();
  board()?.querySelector("g.held").replaceChildren();
  delete desk.dataset.over;
  desk.classList.remove("is-holding");
  held = null;
  quietly.on = false;
  hush();
};

export const leave = () => {
  const name = held.name;
  end();
  say(word("left", { name }));
};

const standing = (act) => {
  const item = itemOf(act);
  return item ? [Number(item.dataset.stage), Number(item.dataset.starts)] : null;
};

export const drop = async () => {
  const { acts, at, from, name } = held;
  if (!at || (from && at.stage === from.stage && at.starts === from.starts)) return leave();
  const refused = verdict();
  if (refused.kind === "forbidden") {
    end();
    say(refused.text, "is-refused");
    desk.dispatchEvent(new CustomEvent("refused", { detail: { act: acts[0], ...at } }));
    return undefined;
  }
  const shift = from ? at.starts - from.starts : 0;
  const moves = acts.map((act, index) => {
    const seen = standing(act);
    return { act, seen, to: index ? [seen[0], seen[1] + shift] : [at.stage, at.starts] };
  });
  return carry(moves, name);
};

// Sends moves and shows what became of them. The ghost stays where it was dropped until the answer is there.
export const carry = async (moves) => {
  desk.classList.add("is-saving");
  const answer = await send(facts.moves, { moves });
  desk.classList.remove("is-saving");
  if (held) end();
  if (!answer) return;
  if (answer.ok || answer.status === 409) await redraw();
  say(answer.ok ? [answer.done, ...answer.findings, ...answer.consequences].join(" ") : refusal(answer), answer.ok ? "" : "is-refused");
  if (answer.ok) itemOf(moves[0].act)?.focus({ preventScroll: true });
};

export const takeOut = (acts) => carry(acts.map((act) => ({ act, seen: standing(act), to: null })).filter((move) => move.seen));

export const onDay = (index) => {
  const from = held?.from;
  if (!from) return undefined;
  const minutes = (index - held.sheet.dayOf(from.starts).index) * 1440;
  const moves = held.acts.map((act) => { const seen = standing(act); return { act, seen, to: [seen[0], seen[1] + minutes] }; });
  return minutes ? carry(moves) : leave();
};
