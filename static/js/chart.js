/* The bars of a chart: each leads to its own months, and two range inputs over them choose a period. */
(() => {
  // The chart says where its bars begin and how many months each covers; a bar's path begins at its place.
  const slotOf = (bar) => Number.parseInt(bar.getAttribute("d").slice(1), 10);
  const monthAt = (chart, index) => {
    const [year, month] = chart.dataset.first.split("-").map(Number);
    const months = year * 12 + month - 1 + Math.round(index * Number(chart.dataset.step));
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  };
  const lastMonthOf = (chart, index) => monthAt(chart, index + 1 - 1 / Number(chart.dataset.step));

  // Where there are many bars, those of a year share one link to it.
  addEventListener("pointerdown", (event) => {
    const bar = event.target.closest?.(".plot path");
    if (!bar) return;
    const chart = bar.closest(".bars");
    const link = bar.closest("a");
    const [path, search] = link.getAttribute("href").split("?");
    const address = new URLSearchParams(search);
    address.set("from", monthAt(chart, slotOf(bar)));
    address.set("to", lastMonthOf(chart, slotOf(bar)));
    link.setAttribute("href", `${path}?${address}`);
  });

  // Chart and slider may be replaced by a search at any time.
  const paint = (slider) => {
    const chart = slider.parentElement.querySelector(".bars");
    const ends = [...slider.querySelectorAll("input[type=range]")];
    const [low, high] = ends.map((end) => Number(end.value)).sort((a, b) => a - b);
    for (const bar of chart.querySelectorAll(".plot path")) {
      bar.classList.toggle("off", slotOf(bar) < low || slotOf(bar) > high);
    }
    [monthAt(chart, low), lastMonthOf(chart, high)].forEach((month, end) => {
      ends[end].setAttribute("aria-valuetext", month);
      const field = document.getElementById(ends[end].dataset.field);
      if (field) field.value = month;
    });
  };
  addEventListener("input", (event) => {
    const slider = event.target.closest?.(".sl");
    if (slider) paint(slider);
  });
})();
