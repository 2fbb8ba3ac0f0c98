// The desk: what stands on the page now, what the server is asked, and what it says.

import { begin } from "./look.js";

export const desk = document.querySelector("[data-desk]");
export const facts = desk?.dataset ?? {};
const words = document.querySelector("[data-words]")?.dataset ?? {};
const says = document.querySelector("[data-says]");

export const board = () => desk.querySelector("[data-board]");
export const itemOf = (act) => desk.querySelector(`a.item[data-act="${act}"]`);
export const version = () => board()?.dataset.version;
export const day = () => desk.querySelector(".days [aria-current]")?.dataset.day ?? facts.day;

export const word = (key, named = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => named[name] ?? "");
export const clock = (minute) => `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

let fading;
export const say = (text, kind = "") => {
  says.textContent = text;
  says.className = `board-says ${kind}`;
  clearTimeout(fading);
  if (text) fading = setTimeout(() => { says.textContent = ""; }, kind === "is-refused" ? 15000 : 6000);
};

export const ask = async (address, options = {}) => {
  const headers = { Accept: "application/json", "X-CSRFToken": facts.token, "X-Refusals": "told", ...options.headers };
  try {
    const answer = await fetch(address, { ...options, headers });
    if (answer.redirected) { location.reload(); return null; }
    const told = answer.status === 204 ? {} : await answer.json();
    return { ok: answer.ok && !told.refused, status: answer.status, ...told };
  } catch {
    return { ok: false, status: 0, refused: [word("unreachable")] };
  }
};
export const send = (address, what) =>
  ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what ?? {}) });

// Says that this person is here, and what they hold.
export const attend = (held) =>
  ask(`${facts.presence}?${new URLSearchParams({ day: day(), ...(held ? { held } : {}) })}`, { method: "POST" });

export const refusal = (answer) => (answer.refused ?? [answer.detail ?? answer.error ?? word("unreachable")]).join(" ");

// Draws the desk anew from the server, leaving the eye and the keyboard where they were.
export const redraw = async (address = location.href) => {
  const answer = await fetch(address, { headers: { "X-Part": "desk" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const focused = document.activeElement?.closest("a.item")?.dataset.act;
  const [left, held] = [board()?.scrollLeft, day()];
  desk.querySelector("[data-part]").innerHTML = await answer.text();
  if (board()) {
    if (day() === held && left !== undefined) board().scrollLeft = left;
    else begin(board());
  }
  if (focused) itemOf(focused)?.focus({ preventScroll: true });
  desk.dispatchEvent(new Event("drawn"));
  return true;
};

// Minutes and rows of the sheet against its pixels. Between two days on it a night is left out.
export const sheet = () => {
  const shown = board(), canvas = shown.querySelector(".board-canvas"), { axis, head } = shown.dataset;
  const [hour, grid] = [Number(shown.dataset.hour), Number(shown.dataset.grid)];
  const rows = JSON.parse(shown.dataset.rows).map(([id, y, height, name]) => ({ id, y, height, name }));
  const days = JSON.parse(shown.dataset.stretches).map(([index, starts, ends, x]) => ({ index, starts, ends, x }));
  const last = days.at(-1);
  const dayOf = (minute) => days.findLast((one) => one.starts <= minute) ?? days[0];
  return {
    rows, grid, canvas, dayOf,
    byStage: axis === "stage",
    several: days.length > 1,
    // A minute of the night between two days is one of the day on that side to which it moves.
    awake: (minute, ahead) => {
      const one = dayOf(minute);
      if (one === last || minute < one.ends) return minute;
      return ahead ? days[days.indexOf(one) + 1].starts : one.ends - grid;
    },
    x: (minute) => {
      const one = dayOf(minute);
      return one.x + (((one === last ? minute : Math.min(minute, one.ends)) - one.starts) * hour) / 60;
    },
    minute: (x) => {
      const one = days.findLast((day) => day.x <= x) ?? days[0], exact = (x - one.x) * 60 / hour + one.starts;
      return Math.round((one === last ? exact : Math.min(exact, one.ends)) / grid) * grid;
    },
    rowAt: (y) => rows.find((row) => y >= row.y && y < row.y + row.height),
    row: (id) => rows.find((row) => row.id === id),
    point: (event) => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top - Number(head) };
    },
  };
};
