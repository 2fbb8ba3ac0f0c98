// The order of a parade, moved by dragging a unit by its handle, or on a phone by holding it first. What the rules would
// say is asked of the server while it is carried; letting go sends the form that the arrows send too. The script knows
// no rule.

const [WAIT, FAR, LONG, EDGE] = [150, 5, 350, 60];

const part = () => document.querySelector("[data-parade]");
const order = (list) => [...list.children].map((row) => row.dataset.unit).join(".");

let asked = null;
const ask = (list) => {
  clearTimeout(asked);
  asked = setTimeout(async () => {
    const answer = await fetch(`${part().dataset.trial}?order=${order(list)}`);
    if (answer.ok) document.getElementById("verdict").outerHTML = await answer.text();
  }, WAIT);
};

const send = (list) => {
  const form = list.querySelector("form");
  const values = { csrf_token: form.elements.csrf_token.value, seen: part().dataset.seen, order: order(list) };
  return window.htmx.ajax("POST", part().dataset.order, { target: "#parade", swap: "outerHTML", values });
};

let carried = null;

// Listens to the whole document: a row that changes its place would lose the pointer that it had captured.
const carry = (row, down) => {
  const list = row.parentElement;
  carried = { row, list, before: order(list), places: [...list.children], pointer: down.pointerId, y: down.clientY, frame: 0 };
  row.classList.add("parade-carried");
  carried.frame = requestAnimationFrame(scroll);
};

const follow = () => {
  const { row, list, y } = carried;
  const next = [...list.children].find((other) => {
    const box = other.getBoundingClientRect();
    return other !== row && y < box.top + box.height / 2;
  });
  if ((next ?? null) === row.nextElementSibling) return;
  list.insertBefore(row, next ?? null);
  ask(list);
};

// Near an edge of the screen the page moves along.
const scroll = () => {
  const before = window.scrollY;
  if (carried.y < EDGE) window.scrollBy(0, -8);
  else if (carried.y > window.innerHeight - EDGE) window.scrollBy(0, 8);
  if (window.scrollY !== before) follow();
  carried.frame = requestAnimationFrame(scroll);
};

const end = () => {
  const was = carried;
  cancelAnimationFrame(was.frame);
  clearTimeout(asked);
  was.row.classList.remove("parade-carried");
  carried = null;
  return was;
};
const back = () => {
  const { list, places } = end();
  list.replaceChildren(...places);
  ask(list);
};
const drop = () => {
  const { list, before } = end();
  if (order(list) !== before) send(list);
};

// A mouse, and whoever takes the handle, carries at once. A finger elsewhere on the row holds it for a moment first, so
// that a swipe still scrolls the page.
let pressed = null;
const release = () => { clearTimeout(pressed?.timer); pressed = null; };

document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest("[data-unit]");
  if (!row || !row.querySelector("[data-grip]") || event.button !== 0 || carried || event.target.closest("button")) return;
  if (event.target.closest("[data-grip]")) {
    event.preventDefault();
    carry(row, event);
  } else if (event.pointerType === "touch") {
    const { clientX, clientY, pointerId } = event;
    pressed = { clientX, clientY, pointerId, timer: setTimeout(() => { pressed = null; carry(row, event); }, LONG) };
  }
});
document.addEventListener("pointermove", (event) => {
  if (pressed?.pointerId === event.pointerId && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > FAR) release();
  if (carried?.pointer !== event.pointerId) return;
  carried.y = event.clientY;
  follow();
});
document.addEventListener("pointerup", (event) => {
  release();
  if (carried?.pointer !== event.pointerId) return;
  drop();
  swallowClick();
});
document.addEventListener("pointercancel", (event) => {
  release();
  if (carried?.pointer === event.pointerId) back();
});
document.addEventListener("keydown", (event) => { if (carried && event.key === "Escape") back(); });
document.addEventListener("touchmove", (event) => { if (carried) event.preventDefault(); }, { passive: false });
document.addEventListener("contextmenu", (event) => { if (carried || pressed) event.preventDefault(); });

// The click that ends a drag opens nothing.
const swallowClick = () => {
  const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
};

// Somebody else has changed the parade: the page is opened anew, which shows it as it is.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 409) window.location.reload();
});
document.documentElement.dataset.paradeReady = "";
