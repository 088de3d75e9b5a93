/* The review page: marking words nobody proposed, and moving the borders of a mark, by mouse or by keyboard.

   Places are code points of the stored text: an emoji is one of them and two of JavaScript's. */
(() => {
  const { current, marksOf, say } = window.review;
  const text = document.getElementById("text");
  const marker = document.getElementById("marker");
  const side = document.querySelector(".rev-text");

  const placeOf = (node, offset) => {
    const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("#text [data-at]");
    if (!block) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    return Number(block.dataset.at) + [...range.toString()].length;
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end || !String(selection).trim() ? null : { start, end };
  };

  const blockAt = (place) => {
    const blocks = [...text.querySelectorAll("[data-at]")];
    return blocks.findLast((block) => Number(block.dataset.at) <= place) || blocks[0];
  };
  const pointAt = (block, place) => {
    let left = place - Number(block.dataset.at);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    for (; node; node = walker.nextNode()) {
      const points = [...node.data];
      if (left <= points.length) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return [block, block.childNodes.length];
  };
  const select = ({ start, end }) => {
    const block = blockAt(start);
    getSelection().setBaseAndExtent(...pointAt(block, start), ...pointAt(block, end));
    getSelection().focusNode.parentElement?.scrollIntoView({ block: "nearest" });
    say(String(getSelection()));
  };
  const words = () =>
    [...text.querySelectorAll("[data-at]")].flatMap((block) => {
      const inside = block.textContent;
      const at = Number(block.dataset.at);
      return [...inside.matchAll(/[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu)].map((word) => {
        const start = at + [...inside.slice(0, word.index)].length;
        return { start, end: start + [...word[0]].length };
      });
    });

  // --- the small form beside what is selected ---
  const close = () => {
    marker.hidden = true;
  };
  const offer = () => {
    const place = mode?.mention ? null : selected();
    if (!place) return close();
    marker.elements.start.value = place.start;
    marker.elements.end.value = place.end;
    marker.hidden = false;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const room = marker.getBoundingClientRect();
    const below = box.bottom + 8 + room.height < innerHeight - 70;
    marker.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - room.height - 8)}px`;
    marker.style.left = `${Math.max(8, Math.min(box.left, innerWidth - room.width - 8))}px`;
  };
  let soon;
  document.addEventListener("selectionchange", () => {
    clearTimeout(soon);
    soon = setTimeout(offer, 120);
  });
  side.addEventListener("scroll", close);
  marker.addEventListener("submit", () => {
    leave();
    close();
  });
  // A drag that begins on a link would take the link along instead of selecting words.
  const undraggable = () => {
    for (const link of text.querySelectorAll("a")) link.draggable = false;
  };
  undraggable();
  new MutationObserver(undraggable).observe(text, { childList: true });

  // --- by keyboard ---
  // Borders of a mention are moved, or a run of words is chosen.
  let mode = null;
  const leave = () => {
    mode = null;
    text.classList.remove("choosing");
  };
  const beginMoving = () => {
    const card = document.querySelector("#card[data-lead]");
    const focused = document.activeElement?.closest?.("#text [data-m]");
    const mark = focused && marksOf(current()).includes(focused) ? focused : marksOf(current())[0];
    if (!card || !mark) return;
    const range = document.createRange();
    range.selectNodeContents(mark);
    mode = {
      mention: mark.dataset.m,
      start: placeOf(range.startContainer, range.startOffset),
      end: placeOf(range.endContainer, range.endOffset),
    };
    text.classList.add("choosing");
    select(mode);
  };
  const beginChoosing = () => {
    const all = words();
    const mark = marksOf(current())[0];
    const from = mark ? placeOf(mark, 0) : 0;
    const first = Math.max(0, all.findIndex((word) => word.start >= from));
    mode = { all, first, last: first };
    text.classList.add("choosing");
    select({ start: all[first].start, end: all[first].end });
  };
  const moveBorder = (step, { shift, byWord }) => {
    const block = blockAt(mode.start);
    const low = Number(block.dataset.at);
    const high = low + [...block.textContent].length;
    const beside = (place, edge) => {
      if (!byWord) return place + step;
      const places = words().map((word) => word[edge]);
      const further = places.filter((one) => (step > 0 ? one > place : one < place));
      return further.length ? (step > 0 ? further[0] : further.at(-1)) : place;
    };
    if (shift) mode.start = Math.max(low, Math.min(mode.end - 1, beside(mode.start, "start")));
    else mode.end = Math.min(high, Math.max(mode.start + 1, beside(mode.end, "end")));
    select(mode);
  };
  const moveChoice = (step, shift) => {
    const within = (index) => Math.max(0, Math.min(mode.all.length - 1, index));
    if (shift) mode.last = Math.max(mode.first, within(mode.last + step));
    else mode.first = mode.last = within((step > 0 ? mode.last : mode.first) + step);
    select({ start: mode.all[mode.first].start, end: mode.all[mode.last].end });
  };
  const keep = () => {
    const form = document.getElementById("answer");
    const token = [...form.querySelectorAll("[name=m]")].find((one) => one.value.startsWith(`${mode.mention}.`));
    const sent = document.getElementById("borders");
    for (const name of ["start", "end"]) sent.elements[name].value = mode[name];
    sent.elements.m.value = token.value;
    leave();
    getSelection().removeAllRanges();
    sent.requestSubmit();
  };
  // keys.js says which keys are meant as shortcuts.
  document.addEventListener("keys:pressed", (event) => {
    const { key } = event.detail;
    const kind = !marker.hidden && [...marker.querySelectorAll("button")].find((one) => one.dataset.letter === key);
    if (kind) kind.click();
    else if (key === "e") beginMoving();
    else if (key === "b") beginChoosing();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && (mode || !marker.hidden)) {
        leave();
        close();
        getSelection().removeAllRanges();
        return;
      }
      if (!mode || !["ArrowLeft", "ArrowRight", "Enter"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const step = event.key === "ArrowRight" ? 1 : -1;
      if (event.key === "Enter") {
        if (mode.mention) keep();
        else marker.querySelector("button").focus();
      } else if (mode.mention) moveBorder(step, { shift: event.shiftKey, byWord: event.ctrlKey });
      else moveChoice(step, event.shiftKey);
    },
    true,
  );
})();
