/* The review page: the cursor among the questions, the card of the one it is at, and its marks in the text. */
(() => {
  const live = document.getElementById("live");
  const rows = () => [...document.querySelectorAll("#queue > li")];
  const current = () => document.querySelector("#queue > li.cur");
  const marksOf = (row) => {
    const ids = row ? row.dataset.q.split(" ") : [];
    return ids.flatMap((id) => [...document.querySelectorAll(`[data-m="${id}"]`)]);
  };
  const say = (words) => {
    live.textContent = "";
    // Said again even where it is the same sentence as before.
    requestAnimationFrame(() => (live.textContent = words));
  };

  // Resolves when the card of the current question is there, or when another one has become current.
  let loading = Promise.resolve();
  const load = async (row) => {
    const answer = await fetch(row.querySelector(".qrow a").getAttribute("href").split("#")[0], {
      headers: { "HX-Request": "true" },
    }).catch(() => null);
    const elsewhere = answer?.headers.get("HX-Redirect");
    if (elsewhere) location.assign(elsewhere);
    if (!answer?.ok || elsewhere || row !== current() || row.querySelector("#card")) return;
    row.insertAdjacentHTML("afterbegin", await answer.text());
    htmx.process(row);
  };
  const settle = (row, focus) => {
    const card = row.querySelector("#card");
    if (focus) {
      if (!card) row.tabIndex = -1;
      (card || row).focus({ preventScroll: true });
    }
    row.scrollIntoView({ block: "nearest" });
  };

  const text = document.querySelector(".rev-text");
  // Below the text, on narrow screens, the question would be scrolled away from.
  const intoView = (mark) => {
    if (getComputedStyle(text).overflowY === "auto") mark?.scrollIntoView({ block: "nearest" });
  };
  const show = (row, { focus = true } = {}) => {
    if (!row) return loading;
    for (const one of rows()) one.classList.toggle("cur", one === row);
    for (const card of document.querySelectorAll("#queue .qcur")) {
      if (!row.contains(card)) card.remove();
    }
    for (const mark of document.querySelectorAll("#text .cur")) mark.classList.remove("cur");
    const marks = marksOf(row);
    for (const mark of marks) mark.classList.add("cur");
    intoView(marks[0]);
    settle(row, focus);
    // Loaded again, the page asks the same question.
    history.replaceState(null, "", row.querySelector(".qrow a").href);
    if (!row.querySelector("#card")) {
      loading = load(row).then(() => row === current() && settle(row, focus));
    }
    return loading;
  };
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(current());
    return show(all[Math.max(0, Math.min(all.length - 1, at + step))]);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?at="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = document.getElementById(link.hash.slice(1));
    if (!row?.matches("#queue > li")) return;
    event.preventDefault();
    // Words of the text that somebody has just selected are to be marked, not followed.
    if (!link.closest("#text") || getSelection().isCollapsed) show(row);
  });

  const first = document.querySelector("#queue #card")?.closest("li");
  // The page may have been asked for with a place of its own in the text, which must not be scrolled away.
  if (first) {
    first.classList.add("cur");
    const marks = marksOf(first);
    for (const mark of marks) mark.classList.add("cur");
    if (location.hash === `#${first.id}`) show(first);
    else if (!location.hash) intoView(marks[0]);
  }
  window.review = { rows, current, marksOf, show, move, say, loaded: () => loading };
})();
