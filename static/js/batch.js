/* The page of an upload under way asks how far it has got: every two seconds, every ten while nobody looks. */
(() => {
  const region = document.getElementById("batch");
  const askAgain = () => setTimeout(() => htmx.trigger(region, "poll"), document.hidden ? 10_000 : 2_000);
  region.addEventListener("htmx:afterRequest", (event) => {
    // 286 says that everything is done.
    if (event.detail.xhr.status !== 286) return askAgain();
    document.getElementById("live").textContent = document.getElementById("how-far").textContent;
  });
  askAgain();
})();
