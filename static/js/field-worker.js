// The field page without a network: the last copy of what its holder saw, as long as the office allows, and the looks
// of the page. It keeps nothing else, and nothing of one person for another.

const version = new URL(location).searchParams.get("v"), looks = `field ${version} looks`, PATIENCE = 4_000;
const GONE = [401, 403, 404];

const drop = async (but = []) => {
  for (const name of await caches.keys()) if (name.startsWith("field ") && !but.includes(name)) await caches.delete(name);
};

// Between two visits the page fetches its middle anew; a copy is to be as new as that.
const joined = async (cache, url, part) => {
  const page = await (await cache.match(url))?.text();
  return page?.replace(/(<form [^>]*data-part>)[^]*?(<\/form>)/, (_all, starts, ends) => starts + part + ends);
};

const keep = async ({ url, headers }, answer) => {
  const [owner, seconds] = (answer.headers.get("X-Copy") ?? "").split(" ");
  const shelf = `field ${version} of ${owner}`, since = Date.now();
  await drop([looks, shelf]);
  if (!owner) return;
  const cache = await caches.open(shelf), text = await answer.text();
  const whole = headers.has("X-Part") ? await joined(cache, url, text) : text;
  const facts = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) facts.delete(name);
  facts.set("X-Since", since);
  facts.set("X-Until", since + Number(seconds) * 1_000);
  if (whole) await cache.put(url, new Response(whole, { headers: facts }));
};

const copy = async (url) => {
  const kept = await caches.match(url), now = Date.now();
  if (!kept) return undefined;
  const [since, until] = ["X-Since", "X-Until"].map((name) => Number(kept.headers.get(name)));
  if (now < since || now > until) return drop();
  return new Response((await kept.text()).replace("data-copy hidden", "data-copy"), { headers: kept.headers });
};

const asked = async (request) => {
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect" || answer.redirected || GONE.includes(answer.status)) await drop();
  else if (answer.ok) await keep(request, answer.clone());
  return answer;
};

const shown = async (event) => {
  const office = asked(event.request), patience = new Promise((end) => { setTimeout(end, PATIENCE); });
  event.waitUntil(office.catch(() => null));
  const answer = await Promise.race([office.catch(() => null), patience]);
  return answer && answer.status < 500 ? answer : (await copy(event.request.url)) ?? office;
};

const look = async (request) => {
  const cache = await caches.open(looks), known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
};

addEventListener("install", () => { skipWaiting(); });
addEventListener("activate", (event) => { event.waitUntil(drop([looks]).then(() => clients.claim())); });
addEventListener("fetch", (event) => {
  const { request } = event, { href, origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(`/static/${version}/`)) event.respondWith(look(request));
  else if (!href.startsWith(registration.scope)) return;
  else event.respondWith(request.mode === "navigate" ? shown(event) : asked(request));
});
