/* The article page: marks that stay switched off, and the card that says whom a mark stands for. */
(() => {
  const switches = [...document.querySelectorAll(".hl input")];
  const card = document.getElementById("card");
  const keep = () => {
    try {
      const off = switches.filter((box) => !box.checked).map((box) => box.id);
      localStorage.setItem("marks-off", off.join(" "));
    } catch {
      // Forbidden storage: the switches still work on this page.
    }
  };
  if (switches.length) {
    let off = "";
    try {
      off = localStorage.getItem("marks-off") || "";
    } catch {
      // As above.
    }
    for (const box of switches) {
      box.checked = !off.split(" ").includes(box.id);
      box.addEventListener("change", keep);
    }
    document.addEventListener("marks:toggle", () => {
      const show = !switches.some((box) => box.checked);
      for (const box of switches) box.checked = show;
      keep();
    });
  }

  // An event lights the sentences it rests on, and its number lights the event.
  const lit = (elements, on) => {
    for (const one of elements) one?.classList.toggle("on", on);
  };
  const lights = (element, elements) => {
    for (const name of ["mouseenter", "focusin"]) element.addEventListener(name, () => lit(elements(), true));
    for (const name of ["mouseleave", "focusout"]) element.addEventListener(name, () => lit(elements(), false));
  };
  for (const event of document.querySelectorAll(".evs > li[data-s]")) {
    const sentences = event.dataset.s.split(" ").filter(Boolean);
    lights(event, () => sentences.map((number) => document.getElementById(`s${number}`)));
  }
  for (const number of document.querySelectorAll(".body .evn")) {
    lights(number, () => [number.closest(".s"), document.querySelector(number.hash)]);
  }

  if (!card) return;
  // Shown on hover and focus, stays while pointed at, leaves with Escape (WCAG 1.4.13).
  let timer;
  const hide = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (card.hidden = true), 250);
  };
  const show = (mark) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const entry = document.getElementById(mark.dataset.e);
      if (!entry) return;
      const name = document.createElement("b");
      name.textContent = entry.querySelector("a, strong").textContent;
      const lines = [...entry.querySelectorAll("small")].map((small) => {
        const line = document.createElement("p");
        line.className = "small mute";
        line.textContent = small.textContent;
        return line;
      });
      card.replaceChildren(name, ...lines);
      card.className = `card ${[...mark.classList].find((one) => one.startsWith("ent-")) || ""}`;
      card.hidden = false;
      const box = mark.getClientRects()[0];
      card.style.top = `${box.bottom + scrollY + 6}px`;
      card.style.left = `${Math.max(12, Math.min(box.left + scrollX, innerWidth - card.offsetWidth - 16))}px`;
    }, 220);
  };
  for (const mark of document.querySelectorAll(".body a.ent")) {
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("mouseleave", hide);
    mark.addEventListener("blur", hide);
  }
  card.addEventListener("mouseenter", () => clearTimeout(timer));
  card.addEventListener("mouseleave", hide);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") card.hidden = true;
  });
})();
