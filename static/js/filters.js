/* The search page: filters folded away on narrow screens, values narrowed by typing. */
(() => {
  const toggle = document.querySelector("[data-facets]");
  const body = toggle && document.getElementById(toggle.getAttribute("aria-controls"));
  if (body && matchMedia("(max-width: 59.99em)").matches) {
    body.hidden = true;
    toggle.addEventListener("click", () => {
      body.hidden = !body.hidden;
      toggle.setAttribute("aria-expanded", String(!body.hidden));
    });
  }

  // Fields with data-narrows="<id of a list>" hide the list's entries that do not contain what is typed.
  addEventListener("input", (event) => {
    const list = document.getElementById(event.target.dataset?.narrows);
    if (!list) return;
    const typed = event.target.value.trim().toLocaleLowerCase();
    for (const entry of list.children) {
      entry.hidden = Boolean(typed) && !entry.textContent.toLocaleLowerCase().includes(typed);
    }
  });

  // A name typed into a filter comes back as one of its boxes; left in the field it could not be taken away there.
  document.addEventListener("htmx:afterSettle", () => {
    for (const field of document.querySelectorAll("[data-once]")) field.value = "";
  });

  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, () => document.getElementById("search-error")?.removeAttribute("hidden"));
  }
  document.addEventListener("htmx:beforeRequest", () => {
    document.getElementById("search-error")?.setAttribute("hidden", "");
  });
})();
