// Looking at a board: the full label of an item beside it, and the hours where most of it happens in view.

const tip = () => document.querySelector("[data-board-tip]");

export const tell = (text, box) => {
  const shown = tip();
  shown.textContent = text;
  shown.hidden = !text;
  if (!text) return;
  const left = Math.min(Math.max(8, box.left), window.innerWidth - shown.offsetWidth - 8);
  const below = box.bottom + 6 + shown.offsetHeight < window.innerHeight;
  shown.style.left = `${left}px`;
  shown.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - shown.offsetHeight - 6)}px`;
};
export const hush = () => { if (tip()) tip().hidden = true; };

const itemAt = (event) => event.target.closest?.("a.item");
const show = (item) => tell(item.getAttribute("aria-label"), item.querySelector(".item-bar").getBoundingClientRect());

export const quietly = { on: false };
document.addEventListener("pointerover", (event) => { if (itemAt(event) && !quietly.on) show(itemAt(event)); });
document.addEventListener("pointerout", (event) => { if (itemAt(event) && !quietly.on) hush(); });
document.addEventListener("focusin", (event) => {
  const item = itemAt(event);
  if (!item || quietly.on) return;
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
  show(item);
});
document.addEventListener("focusout", (event) => { if (itemAt(event) && !quietly.on) hush(); });
document.addEventListener("scroll", () => { if (!quietly.on) hush(); }, { passive: true, capture: true });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !quietly.on) hush(); });

// A day is wider than most screens: begin where most of it happens.
export const begin = (board) => {
  if (board.scrollWidth <= board.clientWidth) return;
  const seen = board.clientWidth - board.querySelector(".board-side").clientWidth;
  const spans = [...board.querySelectorAll(".item-bar")].map((bar) => [Number(bar.getAttribute("x")), Number(bar.getAttribute("width"))]);
  const ends = spans.map(([x, width]) => x + width).sort((one, other) => one - other);
  const begins = spans.map(([x]) => x).sort((one, other) => one - other);
  let [best, most, until] = [0, 0, 0];
  begins.forEach((x, index) => {
    const from = Math.max(0, x - 24);
    while (until < ends.length && ends[until] <= from + seen) until += 1;
    if (until - index > most) [best, most] = [from, until - index];
  });
  board.scrollLeft = best;
};
for (const board of document.querySelectorAll(".board")) begin(board);
