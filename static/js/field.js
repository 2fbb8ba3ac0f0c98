// Check-ins where the network is weak: a tap stays on the phone until the office has answered it, and carries a key,
// so that it counts once. Without this the same buttons send plain forms.

const field = document.querySelector("[data-field]"), form = field.querySelector("form"), words = field.dataset;
const shelf = `field ${words.owner}`;
const taps = () => JSON.parse(localStorage.getItem(shelf) ?? "[]");
const keep = (left) => localStorage.setItem(shelf, JSON.stringify(left));
const named = (button) => button.value.trim().split(" ");
let held, sending;

const say = (name, text) => {
  const line = field.querySelector(`[data-${name}]`);
  line.textContent = text || "";
  line.parentElement.hidden = !text;
};

const cutOff = () => { form.querySelector("[data-copy]").hidden = false; };

const mark = () => {
  const waiting = new Set(taps().flatMap((tap) => tap.duties));
  say("line", waiting.size && words.waiting.replace("{count}", waiting.size));
  for (const row of form.querySelectorAll("[data-duty]")) {
    if (!waiting.has(row.dataset.duty)) continue;
    row.classList.add("field-is-waiting");
    Object.assign(row.querySelector(".field-state"), { className: "field-state field-warn", textContent: words.waits });
  }
  for (const button of form.querySelectorAll("button")) button.disabled = named(button).every((duty) => waiting.has(duty));
};

const redraw = async () => {
  const answer = await fetch(location.href, { headers: { "X-Part": "field" } }).catch(() => null);
  if (!answer) cutOff();
  if (!answer?.ok || answer.redirected) return;
  held ??= document.activeElement?.closest("[data-duty]")?.id;
  form.innerHTML = await answer.text();
  mark();
  document.getElementById(held)?.querySelector("button")?.focus({ preventScroll: true });
  held = undefined;
};

const post = ({ body, key, at }) => {
  const more = { csrf_token: form.elements.csrf_token.value, key, waited: Math.max(0, Date.now() - at) };
  const sent = new URLSearchParams([...body, ...Object.entries(more)]);
  return fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
};

const send = async () => {
  if (sending || !navigator.onLine) return;
  sending = true;
  const told = [], refused = [];
  for (let [tap] = taps(); tap; [tap] = taps()) {
    const answer = await post(tap).catch(() => null);
    if (!answer || answer.status >= 429) break;
    if (answer.redirected || [400, 401].includes(answer.status)) { refused.push(words.ended); break; }
    const said = await answer.json();
    told.push(...(said.told ?? []));
    refused.push(...(said.refused ?? [said.detail ?? said.error]));
    keep(taps().filter(({ key }) => key !== tap.key));
  }
  sending = false;
  say("told", told.join(" "));
  if (refused.length) say("refused", refused.join(" "));
  mark();
  await redraw();
};

form.addEventListener("submit", (event) => {
  const button = event.submitter, key = crypto.getRandomValues(new Uint32Array(4)).join("-"), body = [["drawn", form.elements.drawn.value], [button.name, button.value]];
  keep([...taps(), { key, at: Date.now(), duties: named(button), body }]);
  event.preventDefault();
  held = button.closest("[data-duty]")?.id;
  mark();
  send();
});

field.querySelector("[data-seen]").addEventListener("click", () => say("refused", ""));
window.addEventListener("online", send);
window.addEventListener("offline", cutOff);
setInterval(() => { if (!document.hidden && navigator.onLine) (taps().length ? send : redraw)(); }, 20_000);
mark();
if (taps().length) send();
