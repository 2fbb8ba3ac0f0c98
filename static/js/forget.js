// What a phone keeps of the field page goes when its holder signs out, even without a network, and wherever nobody is
// signed in.

const forget = async () => {
  if (!globalThis.caches) return;
  for (const name of await caches.keys()) if (name.startsWith("field ")) await caches.delete(name);
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
};
const now = () => forget().catch(() => null);

const out = document.querySelector("[data-sign-out]");
if (out) out.addEventListener("submit", now);
else now();
