/* The search page: filters folded away on narrow screens, the period slider, values narrowed by typing. */
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

  // Two range inputs over the bars write into the fields named by data-field. The chart says where its bars begin and
  // how many months each of them covers; a search may replace chart and slider at any time.
  const monthAt = (chart, index) => {
    const [year, month] = chart.dataset.first.split("-").map(Number);
    const months = year * 12 + month - 1 + Math.round(index * Number(chart.dataset.step));
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  };
  const paint = (slider) => {
    const chart = slider.parentElement.querySelector(".bars");
    const ends = [...slider.querySelectorAll("input[type=range]")];
    const [low, high] = ends.map((end) => Number(end.value)).sort((a, b) => a - b);
    for (const bar of chart.querySelectorAll(".bar")) {
      const index = Math.floor(bar.x.baseVal.value);
      bar.classList.toggle("off", index < low || index > high);
    }
    const last = high + 1 - 1 / Number(chart.dataset.step);
    [monthAt(chart, low), monthAt(chart, last)].forEach((month, end) => {
      ends[end].setAttribute("aria-valuetext", month);
      const field = document.getElementById(ends[end].dataset.field);
      if (field) field.value = month;
    });
  };
  addEventListener("input", (event) => {
    const slider = event.target.closest?.(".sl");
    if (slider) paint(slider);
  });

  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, () => document.getElementById("search-error")?.removeAttribute("hidden"));
  }
  document.addEventListener("htmx:beforeRequest", () => {
    document.getElementById("search-error")?.setAttribute("hidden", "");
  });
})();
