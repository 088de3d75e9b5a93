/* The review page: from the words somebody has selected to the form of the event they tell of, and on from a decision
   to the card it was about. */
(() => {
  document.addEventListener("event:decided", ({ detail }) => {
    window.review.say(detail.said);
    const card = document.getElementById(detail.card);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  });
  const marker = document.getElementById("marker");
  const link = marker?.querySelector("[data-event]");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    const address = new URL(link.href);
    for (const name of ["start", "end"]) address.searchParams.set(name, marker.elements[name].value);
    location.assign(address);
  });
})();
