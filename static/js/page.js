// Small conveniences of every page. Nothing here is needed to work; everything also goes without.

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const search = document.querySelector("[data-focus-key='/']");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

for (const filter of document.querySelectorAll("[data-filters]")) {
  const rows = [...document.getElementById(filter.dataset.filters).children];
  filter.addEventListener("input", () => {
    const words = fold(filter.value).split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => fold(row.textContent).includes(word));
  });
}

// A second click on “Save” while the first is under way would only be answered by its receipt; spare people the doubt.
for (const form of document.querySelectorAll("form[method='post']")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button:not([name])").forEach((button) => { button.disabled = true; }));
  });
}
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form button:disabled").forEach((button) => { button.disabled = false; });
});

let touched = false;
for (const form of document.querySelectorAll("form.form")) {
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
}
window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });

for (const shown of document.querySelectorAll("[data-select]")) shown.addEventListener("focus", () => shown.select());

document.querySelector("[data-focus]")?.focus();
