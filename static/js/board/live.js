// Others at the board: their changes within two seconds, their names beside it.

import { ask, attend, desk, facts, itemOf, redraw, version, word } from "./desk.js";
import { held } from "./hold.js";
import { quietly } from "./look.js";

const [EVERY, PRESENT] = [1500, 10000];

const here = () => { if (document.visibilityState === "visible") attend(); };

const draw = (people) => {
  const list = desk.querySelector("[data-people]");
  list.replaceChildren(...people.map(({ name, day: at, holding }) => {
    const person = document.createElement("li");
    person.textContent = holding ? word("holding", { name, what: holding }) : word("looking", { name, day: at });
    return person;
  }));
  for (const item of desk.querySelectorAll("a.item.is-elsewhere")) item.classList.remove("is-elsewhere");
  for (const { held: act } of people) if (act) itemOf(act)?.classList.add("is-elsewhere");
};

const listen = async () => {
  if (document.visibilityState === "visible" && !quietly.on) {
    const answer = await ask(facts.pulse);
    if (answer?.ok && !quietly.on) {
      if (version() && answer.version !== version()) await redraw();
      draw(answer.people);
    }
  }
  setTimeout(listen, EVERY);
};

here();
setInterval(() => { if (!held) here(); }, PRESENT);
setTimeout(listen, EVERY);
