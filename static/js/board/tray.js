// Under each performance in the tray, what it is missing. Asked for once the board is painted.

import { ask, desk, facts } from "./desk.js";

const fill = async () => {
  const list = desk.querySelector(".tray-list");
  if (!list) return;
  const { ok, status, ...missing } = await ask(facts.tray) ?? {};
  if (!ok || status !== 200) return;
  for (const [act, sentence] of Object.entries(missing)) {
    const line = list.querySelector(`[data-act="${act}"] [data-lack]`);
    if (line) line.textContent = sentence;
  }
};

desk.addEventListener("drawn", fill);
fill();
