/* The inbox: ticking all articles of a page at once. */
(() => {
  const boxes = () => [...document.querySelectorAll(".waiting input[name=article]")];
  const all = document.querySelector("[data-pick-all]");
  const follow = () => {
    const ticked = boxes().filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  if (!all) return;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
  addEventListener("change", (event) => {
    if (event.target.name === "article") follow();
  });
})();
