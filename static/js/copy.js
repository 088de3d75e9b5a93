/* Buttons that copy what a field holds: <button data-copy="id of the field" data-done="Copied">. */
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        // Without https browsers refuse; the text is selected, and the usual key copies it.
        return;
      }
      button.querySelector("span").textContent = button.dataset.done;
      document.getElementById("live").textContent = button.dataset.done;
    });
  }
})();
