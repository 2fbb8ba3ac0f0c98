// "Copy" beside a field. Without this the field can be selected and copied by hand.

for (const field of document.querySelectorAll("[data-select]")) {
  field.addEventListener("focus", () => field.select());
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.querySelector(`[data-told="${button.dataset.copies}"]`);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = button.dataset.done;
    status.textContent = button.dataset.done;
  });
}
