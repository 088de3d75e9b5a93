/* The review page: decisions are sent without leaving it, one after the other; the keys of its buttons; undoing. */
(() => {
  const { show, move, current, say, loaded } = window.review;
  const problem = document.getElementById("unsent");

  let busy = false;
  const waiting = [];
  // FormData as htmx takes it: several values of one name are a list.
  const listed = (form, submitter) => {
    const values = {};
    for (const [name, value] of new FormData(form, submitter)) (values[name] ||= []).push(value);
    // Which places a new entry is for is ticked in the form above it.
    const ticked = form.closest(".create") && document.querySelectorAll("#answer [name=m]:is(:checked, [type=hidden])");
    if (ticked) values.m = [...ticked].map((box) => box.value);
    return values;
  };
  const send = async (form, submitter) => {
    busy = true;
    problem.hidden = true;
    const values = listed(form, submitter);
    await htmx.ajax("POST", form.getAttribute("action"), { values, swap: "none", target: "#toast" }).catch(() => {
      problem.hidden = false;
    });
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-decides]")) return;
    event.preventDefault();
    if (!busy) send(event.target, event.submitter);
  });

  // A refusal and a conflict bring a card of their own.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if ([409, 422].includes(detail.xhr.status)) {
      detail.shouldSwap = true;
      detail.isError = false;
    } else if (detail.xhr.status >= 400) problem.hidden = false;
  });
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (!detail.fragment.querySelector?.(".qcur")) return;
    for (const card of document.querySelectorAll(".qcur")) card.remove();
  });
  document.addEventListener("review:decided", ({ detail }) => {
    for (const [mention, state] of Object.entries(detail.marks)) {
      for (const mark of document.querySelectorAll(`[data-m="${mention}"]`)) {
        mark.classList.remove("ok", "no");
        if (state) mark.classList.add(state);
      }
    }
    say(detail.said);
    if (detail.row) show(document.getElementById(detail.row));
    else document.querySelector("#done a")?.focus();
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.xhr && [409, 422].includes(detail.xhr.status)) {
      const note = document.querySelector("#problem .note");
      const card = document.querySelector("#queue .qcur");
      if (note) note.scrollIntoView({ block: "nearest" });
      else if (card) show(card.closest("li"));
    }
  });
  document.addEventListener("htmx:afterRequest", async ({ detail }) => {
    if (detail.requestConfig.verb !== "post") return;
    // The next key is for the card that the answer brought.
    await new Promise((resolve) => setTimeout(resolve, 30));
    await loaded();
    busy = false;
    while (waiting.length && !busy) act(waiting.shift());
  });

  // The note with the way back stays for ten seconds, and as long as somebody points at it.
  let leaving;
  new MutationObserver(() => {
    clearTimeout(leaving);
    const toast = document.querySelector(".toast");
    if (!toast) return;
    const leave = () => (toast.matches(":hover, :focus-within") ? (leaving = setTimeout(leave, 2000)) : toast.remove());
    leaving = setTimeout(leave, 10_000);
  }).observe(document.getElementById("toast").parentElement, { childList: true, subtree: true });

  const press = (selector) => {
    const button = document.querySelector(selector);
    button?.click();
    return Boolean(button);
  };
  const accept = () => {
    if (document.querySelector("#candidates :checked")) press("#answer [value=accept]");
    else document.getElementById("find")?.focus();
  };
  let choosingKind = false;
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: accept,
    x: () => press("#answer [value=reject]"),
    m: () => document.getElementById("find")?.focus(),
    n: () => {
      const entry = document.querySelector("#card .create");
      if (!entry) return;
      entry.open = true;
      entry.querySelector("input:not([type=hidden])").focus();
    },
    t: () => {
      choosingKind = true;
      const more = document.querySelector("#card .kinds")?.closest("details");
      if (more) more.open = true;
    },
    u: () => press("[data-decides=undo] button"),
    a: () => press("#safe a"),
    f: () => document.getElementById("finish").focus(),
  };
  const act = (key) => {
    if (choosingKind) {
      choosingKind = false;
      if (press(`#card [data-letter="${key}"]`)) return true;
    }
    if (/^[1-9]$/.test(key)) {
      const choice = document.querySelectorAll("#candidates [name=entity]")[Number(key) - 1];
      if (choice) choice.checked = true;
      if (choice) say(choice.closest("label").querySelector("b").textContent);
      return Boolean(choice);
    }
    if (!keys[key]) return false;
    keys[key]();
    return true;
  };
  // keys.js says which keys are meant as shortcuts: none inside fields, none where they are switched off.
  document.addEventListener("keys:pressed", (event) => {
    const { key, target } = event.detail;
    const native = key === "Enter" && target.closest("a, button, input, select, summary");
    if (native || !(keys[key] || /^[1-9]$/.test(key) || choosingKind)) return;
    event.preventDefault();
    if (busy) waiting.push(key);
    else if (["Enter", "x", "m", "n", "t"].includes(key) || /^[1-9]$/.test(key)) loaded().then(() => act(key));
    else act(key);
  });

  // In the search for somebody else Enter goes on to what was found.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.id !== "find") return;
    event.preventDefault();
    const found = document.querySelector("#candidates :checked, #candidates [name=entity]");
    if (found) {
      found.checked = true;
      found.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-leave]")) return;
    event.preventDefault();
    const row = current();
    row.querySelector(".qcur")?.remove();
    location.assign(event.target.closest("[data-leave]").href);
    location.reload();
  });
})();
