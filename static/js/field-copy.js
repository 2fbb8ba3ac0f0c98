// Lets the field page be opened anew without a network. Where there is no worker the page is as it was without one.

const service = navigator.serviceWorker;

// What was loaded before the worker came is fetched once more through it; the page last, so that a copy is whole.
const fill = async () => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
  await Promise.allSettled(loaded.map((address) => fetch(address)));
  await fetch(location.href).catch(() => null);
};

service?.addEventListener("controllerchange", fill);
service?.register(document.querySelector("[data-field]").dataset.worker).catch(() => null);
