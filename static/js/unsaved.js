/* Asks before a form with unsaved work is left; the browser words the question. */
(() => {
  const form = document.querySelector("[data-unsaved]");
  if (!form) return;
  let touched = Boolean(form.querySelector("#errors, #clash"));
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
})();
