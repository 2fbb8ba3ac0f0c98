// The chain of a closure as a list: segments found by typing, put in order by buttons. The text below stays the truth;
// without this it is written by hand.

const arrange = (tool) => {
  const text = document.getElementById(tool.dataset.chain);
  const words = tool.dataset;

  const lines = () => text.value.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);

  const write = (rows) => {
    text.value = rows.join("\n");
    show();
  };

  const moved = (rows, from, to) => {
    const next = rows.toSpliced(from, 1);
    if (to !== null) next.splice(to, 0, rows[from]);
    return next;
  };

  const button = (icon, label, act, off) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-quiet btn-sm";
    made.disabled = off;
    made.setAttribute("aria-label", label);
    made.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${words.icons}#${icon}"></use></svg>`;
    made.addEventListener("click", act);
    return made;
  };

  const list = document.createElement("ol");
  list.setAttribute("aria-label", words.title);

  const step = (at, to, icon, label, off = false) =>
    button(icon, label, () => {
      write(moved(lines(), at, to));
      const row = list.children[Math.min(to ?? at, list.children.length - 1)];
      (row?.querySelector(`[data-icon="${icon}"]:not(:disabled)`) ?? row?.querySelector("button:not(:disabled)") ?? find).focus();
    }, off);

  const show = () => {
    const rows = lines();
    list.replaceChildren(...rows.map((line, at) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = line;
      const told = (words) => words.replace("%s", line.split(" · ")[0]);
      const buttons = [
        ["chevron-up", at - 1, told(words.up), at === 0],
        ["chevron-down", at + 1, told(words.down), at === rows.length - 1],
        ["x", null, told(words.out), false],
      ].map(([icon, to, label, off]) => {
        const made = step(at, to, icon, label, off);
        made.dataset.icon = icon;
        return made;
      });
      row.append(name, ...buttons);
      return row;
    }));
  };

  const find = document.createElement("input");
  find.className = "form-control";
  find.setAttribute("list", "segments-known");
  find.setAttribute("aria-label", words.find);
  find.placeholder = words.find;
  find.autocomplete = "off";

  const add = () => {
    if (find.value.trim()) write([...lines(), find.value.trim()]);
    find.value = "";
    find.focus();
  };
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });

  const adding = document.createElement("div");
  adding.className = "chain-add";
  const press = document.createElement("button");
  press.type = "button";
  press.className = "btn btn-quiet";
  press.textContent = words.add;
  press.addEventListener("click", add);
  adding.append(find, press);

  tool.className = "chain-tool";
  tool.hidden = false;
  tool.append(list, adding);
  text.before(tool);
  text.addEventListener("input", show);
  show();
};

for (const tool of document.querySelectorAll("[data-chain]")) arrange(tool);
