// The order of a parade, moved by dragging a unit by its handle. What the rules would say is asked of the server while it
// is carried; letting go sends the form that the arrows send too. The script knows no rule.

const WAIT = 150;

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

const carry = (row, down) => {
  const list = row.parentElement;
  const grip = down.target.closest("[data-grip]");
  const before = order(list);
  const places = [...list.children];
  row.classList.add("parade-carried");
  grip.setPointerCapture(down.pointerId);

  const move = (event) => {
    const rows = [...list.children].filter((other) => other !== row);
    const next = rows.find((other) => {
      const box = other.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if ((next ?? null) === row.nextElementSibling) return;
    list.insertBefore(row, next ?? null);
    ask(list);
  };

  const end = () => {
    clearTimeout(asked);
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", back);
    document.removeEventListener("keydown", key);
    row.classList.remove("parade-carried");
  };
  const back = () => {
    end();
    list.replaceChildren(...places);
    ask(list);
  };
  const drop = () => {
    end();
    if (order(list) !== before) send(list);
  };
  const key = (event) => {
    if (event.key === "Escape") back();
  };

  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", back);
  document.addEventListener("keydown", key);
};

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  carry(grip.closest("[data-unit]"), event);
});

// Somebody else has changed the parade: the page is opened anew, which shows it as it is.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 409) window.location.reload();
});
document.documentElement.dataset.paradeReady = "";
