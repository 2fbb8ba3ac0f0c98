// Under each performance in the tray, what it is missing. Asked for once the board is painted, a few at a time, and not
// while something is held: then the cells come first.

import { ask, desk, facts } from "./desk.js";
import { held } from "./hold.js";

const [MOST, AT_ONCE] = [20, 5];
const rest = () => new Promise((done) => setTimeout(done, 300));

const fill = async () => {
  const lines = [...desk.querySelectorAll(".tray-list [data-act]")].slice(0, MOST);
  while (lines.length && lines[0].isConnected) {
    if (held) { await rest(); continue; }
    const asked = lines.splice(0, AT_ONCE);
    const query = new URLSearchParams(asked.map((line) => ["act", line.dataset.act]));
    const { ok, status, ...missing } = await ask(`${facts.tray}?${query}`) ?? {};
    if (!ok || status !== 200) return;
    for (const line of asked) line.querySelector("[data-lack]").textContent = missing[line.dataset.act] ?? "";
  }
};

desk.addEventListener("drawn", fill);
fill();
