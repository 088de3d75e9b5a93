/* Keyboard shortcuts, the list of them, and the switch between colour schemes. All of it is reachable without. */
(() => {
  const root = document.documentElement;
  const help = document.getElementById("help");
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Forbidden storage: the choice lasts as long as the page.
    }
  };
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  document.querySelector("[data-help]")?.addEventListener("click", () => help.showModal());

  // Single keys can be switched off (WCAG 2.1.4: speech input types letters), here or in one's account.
  let keysOn = document.body.dataset.keys !== "off" && recall("keys") !== "off";
  const keysToggle = document.querySelector("[data-keys-toggle]");
  if (keysToggle) {
    keysToggle.checked = keysOn;
    keysToggle.addEventListener("change", () => {
      keysOn = keysToggle.checked;
      remember("keys", keysOn ? "on" : "off");
    });
  }

  // Rows are looked up at each key: a search may have replaced them since.
  const linkOf = (row) => row?.querySelector("h2 a, h3 a") ?? row?.querySelector("input") ?? row?.querySelector("a");
  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-row], [data-rows] > li")];
    if (!rows.length) return;
    const current = rows.findIndex((row) => row.classList.contains("cur"));
    const next = Math.max(0, Math.min(rows.length - 1, current + step));
    rows.forEach((row, index) => row.classList.toggle("cur", index === next));
    // Not the box before it: Enter on a box would send the form around the list. A row about what is gone has no link.
    linkOf(rows[next])?.focus({ preventScroll: true });
    rows[next].scrollIntoView({ block: "nearest" });
  };
  const follow = (selector) => document.querySelector(selector)?.click();
  const actions = {
    "/": () => document.getElementById("q")?.focus(),
    "?": () => help?.showModal(),
    j: () => move(1),
    k: () => move(-1),
    o: () => {
      const link = linkOf(document.querySelector(":is([data-row], [data-rows] > li).cur"));
      if (link?.matches("a")) link.click();
    },
    h: () => document.dispatchEvent(new CustomEvent("marks:toggle")),
    "[": () => follow("a[rel~=prev]"),
    "]": () => follow("a[rel~=next]"),
    x: () => follow("[data-row].cur input[type=checkbox]"),
    g: () => (going = Date.now()),
  };
  // `g` and then a letter: the pages there are say their letter themselves.
  let going = 0;
  const goTo = (letter) => {
    const asked = Date.now() - going < 1500;
    going = 0;
    const link = asked && /^[a-z]$/.test(letter) && document.querySelector(`[data-go=${letter}]`);
    link?.click?.();
    return Boolean(link);
  };
  const typing = "input:not([type=checkbox]):not([type=radio]), select, textarea, dialog, [contenteditable]";
  addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(typing)) return;
    const gone = goTo(event.key);
    // A page's own keys go before those of every page: it cancels this event to say that it has taken the key.
    const pressed = new CustomEvent("keys:pressed", { cancelable: true, detail: event });
    if (!gone && !document.dispatchEvent(pressed)) {
      event.preventDefault();
      return;
    }
    const action = actions[event.key];
    if (!gone && !action) return;
    event.preventDefault();
    if (!gone) action();
  });

  // Where a navigation is wider than the window, the item one is at may lie beyond its edge.
  for (const current of document.querySelectorAll(".nav [aria-current]")) {
    const list = current.closest("ul");
    const [item, box] = [current.getBoundingClientRect(), list.getBoundingClientRect()];
    if (item.left < box.left || item.right > box.right - 32) {
      list.scrollLeft += (item.left + item.right - box.left - box.right) / 2;
    }
  }

  // Soft hyphens help narrow columns and spoil what is pasted elsewhere.
  document.addEventListener("copy", (event) => {
    const text = String(getSelection());
    if (!text.includes("\u00ad") || event.target.closest?.("input, textarea")) return;
    event.clipboardData.setData("text/plain", text.replaceAll("\u00ad", ""));
    event.preventDefault();
  });
})();
