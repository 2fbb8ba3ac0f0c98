// What a phone keeps of the field page goes when its holder signs out, even without a network, and wherever nobody is
// signed in.

const forget = async () => {
  if (!globalThis.caches) return;
  for (const one of await navigator.serviceWorker.getRegistrations()) one.unregister();
  for (const name of await caches.keys()) if (name.startsWith("field ")) caches.delete(name);
};

const out = document.querySelector("[data-sign-out]");
if (out) out.addEventListener("submit", forget);
else forget();
