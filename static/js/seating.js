// Chairs moved by hand: a guest is dragged, or taken up and set down with the keyboard. Where the guest may sit is asked
// of the server while he or she is held; setting down sends the form of the page. The script knows no rule.

const [FAR, LONG] = [6, 350];
const hall = document.querySelector("[data-seats]");
const form = document.getElementById("seats-move");
const said = document.getElementById("seats-said");
const seats = hall ? [...hall.querySelectorAll("[data-seat]")] : [];

let held = null;
let refused = {};

const say = (text) => {
  said.textContent = text;
};

const mark = () => {
  seats.forEach((seat) => {
    const box = seat.querySelector(".seat");
    const own = held === seat;
    box.classList.toggle("seat-own", own);
    box.classList.toggle("seat-shut", Boolean(held) && !own && seat.dataset.seat in refused);
    box.classList.toggle("seat-open", Boolean(held) && !own && !(seat.dataset.seat in refused));
    seat.classList.toggle("seats-carried", own);
  });
};

const release = () => {
  held = null;
  refused = {};
  mark();
  say("");
};

const take = async (seat) => {
  held = seat;
  refused = {};
  say(seat.getAttribute("aria-label"));
  const answer = await fetch(`${hall.dataset.refusals}?guest=${seat.dataset.guest}`);
  if (answer.ok && held === seat) {
    refused = await answer.json();
    mark();
  }
};

const setDown = (seat) => {
  if (seat === held) return release();
  if (seat.dataset.seat in refused) return say(refused[seat.dataset.seat]);
  form.elements.guest.value = held.dataset.guest;
  form.elements.seat.value = seat.dataset.seat;
  return form.requestSubmit();
};

const middle = (seat) => {
  const box = seat.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};

// The nearest chair on that side; what lies aside counts double.
const next = (seat, across, down) => {
  const [x, y] = middle(seat);
  const near = seats
    .filter((other) => other !== seat)
    .map((other) => {
      const [left, top] = middle(other);
      const ahead = (left - x) * across + (top - y) * down;
      const aside = Math.abs(across ? top - y : left - x);
      return { other, ahead, far: ahead + 2 * aside };
    })
    .filter(({ ahead, far }) => ahead > 1 && far < ahead * 4 + 60);
  near.sort((one, two) => one.far - two.far);
  return near[0]?.other;
};

const SIZES = { "+": 1, "=": 1, "-": -1 };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const press = (event) => {
  const seat = event.target.closest("[data-seat]");
  if (!seat) return;
  if (event.key in ARROWS) {
    event.preventDefault();
    const other = next(seat, ...ARROWS[event.key]);
    other?.focus();
    if (held && other) say(refused[other.dataset.seat] ?? other.getAttribute("aria-label"));
  } else if (event.key === " " && "writes" in hall.dataset) {
    event.preventDefault();
    if (held) setDown(seat);
    else if (seat.dataset.guest) take(seat);
  } else if (event.key === "Escape" && held) {
    release();
  } else if (event.key in SIZES && !event.ctrlKey && !event.metaKey) {
    zoom(SIZES[event.key]);
  }
};

const seatAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-seat]");

// The click that ends a drag follows no link of a chair.
const swallowClick = () => {
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  hall.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => hall.removeEventListener("click", swallow, { capture: true }), 50);
};

// A mouse carries as soon as it moves. A finger holds the guest for a moment first, so that a swipe still scrolls.
let pressed = null;

const end = () => {
  clearTimeout(pressed?.timer);
  pressed = null;
};

const down = (event) => {
  const seat = event.target.closest("[data-guest]");
  if (!seat || event.button !== 0 || pressed || !("writes" in hall.dataset)) return;
  const { clientX, clientY, pointerId } = event;
  const touch = event.pointerType === "touch";
  pressed = { seat, clientX, clientY, pointerId, touch, carried: Boolean(held), timer: 0 };
  if (touch && !held) pressed.timer = setTimeout(() => { pressed.carried = true; take(seat); }, LONG);
};

const move = (event) => {
  if (pressed?.pointerId !== event.pointerId) return;
  const far = Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > FAR;
  if (far && !pressed.carried) {
    if (pressed.touch) return end();
    pressed.carried = true;
    take(pressed.seat);
  }
  const over = pressed.carried && seatAt(event);
  if (over) say(refused[over.dataset.seat] ?? over.getAttribute("aria-label"));
};

const up = (event) => {
  if (pressed?.pointerId !== event.pointerId) return;
  const { carried } = pressed;
  end();
  if (!carried || !held) return;
  swallowClick();
  const over = seatAt(event);
  if (over) setDown(over);
  else release();
};

const zoom = (step) => {
  const sizes = [...document.querySelectorAll(".seats-tools .zoom a")];
  sizes[sizes.findIndex((size) => size.ariaCurrent) + step]?.click();
};

if (hall) {
  // A hall wider than the page opens at its middle, where the first chairs are.
  const frame = hall.closest(".seats-frame");
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  hall.addEventListener("keydown", press);
  hall.addEventListener("pointerdown", down);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", () => { if (pressed?.carried) release(); end(); });
  document.addEventListener("touchmove", (event) => { if (pressed?.carried) event.preventDefault(); }, { passive: false });
  hall.addEventListener("contextmenu", (event) => { if (pressed?.touch) event.preventDefault(); });
  hall.addEventListener("dragstart", (event) => event.preventDefault());
  // One stop of the tab key for the whole hall; arrows go on from there.
  seats.forEach((seat, number) => seat.setAttribute("tabindex", number ? "-1" : "0"));
  hall.addEventListener("focusin", (event) => {
    const seat = event.target.closest("[data-seat]");
    if (!seat) return;
    hall.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    seat.setAttribute("tabindex", "0");
  });
}
