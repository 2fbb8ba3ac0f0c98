// The full label of an item beside it, on hover and on focus. Without this the label stands in the item's title.

const tip = document.querySelector("[data-board-tip]");
const board = document.querySelector(".board");

const show = (item) => {
  const box = item.querySelector(".item-bar").getBoundingClientRect();
  tip.textContent = item.dataset.tip;
  tip.hidden = false;
  const left = Math.min(Math.max(8, box.left), window.innerWidth - tip.offsetWidth - 8);
  const below = box.bottom + 6 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`;
};
const hide = () => { tip.hidden = true; };

if (tip && board) {
  for (const item of board.querySelectorAll("a.item")) {
    item.querySelector("title")?.remove();
    item.addEventListener("pointerenter", () => show(item));
    item.addEventListener("focus", () => { item.scrollIntoView({ block: "nearest", inline: "nearest" }); show(item); });
    item.addEventListener("pointerleave", hide);
    item.addEventListener("blur", hide);
  }
  board.addEventListener("scroll", hide, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

// A day is wider than most screens: begin where most of it happens.
if (board && board.scrollWidth > board.clientWidth) {
  const side = board.querySelector(".board-side").clientWidth;
  const seen = board.clientWidth - side;
  const spans = [...board.querySelectorAll(".item-bar")].map((bar) => [bar.x.baseVal.value, bar.x.baseVal.value + bar.width.baseVal.value]);
  const whole = (from) => spans.filter(([starts, ends]) => starts >= from && ends <= from + seen).length;
  const best = spans.map(([starts]) => Math.max(0, starts - 24)).reduce((one, other) => (whole(other) > whole(one) ? other : one), 0);
  board.scrollLeft = best;
}
