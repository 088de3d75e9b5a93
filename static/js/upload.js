/* Files of an upload, however many: sent in slices into one batch. A slice whose answer was lost is sent again to the
   same places, where it changes nothing. Without this script the form sends everything in one request. */
(() => {
  const form = document.getElementById("upload");
  const input = document.getElementById("files");
  const drop = form.querySelector(".drop");
  const fields = document.getElementById("upload-fields");
  const words = document.getElementById("words").dataset;
  const part = (id) => document.getElementById(id);
  const limits = form.dataset;
  const endings = limits.endings.split(" ");
  const MOST_NAMED = 12;
  const PAUSES = [1, 2, 4, 8, 15];
  const DOUBLE_CLICK = 2000;

  const filled = (pattern, ...values) => values.reduce((said, value) => said.replace("{}", value), pattern);
  const number = (count) => count.toLocaleString(document.documentElement.lang);
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  /* --- choosing --- */

  let chosen = [];
  const show = () => {
    part("chosen").hidden = !chosen.length;
    part("chosen-count").textContent = chosen.length === 1 ? words.one : filled(words.many, number(chosen.length));
    const names = chosen.slice(0, MOST_NAMED).map((file) => file.name);
    if (chosen.length > MOST_NAMED) names.push(filled(words.more, number(chosen.length - MOST_NAMED)));
    part("chosen-names").replaceChildren(
      ...names.map((name) => Object.assign(document.createElement("li"), { textContent: name, dir: "auto" })),
    );
  };
  const add = (files) => {
    chosen.push(...files);
    // The field itself sends nothing: the files are kept here, so that later ones come on top of earlier ones.
    input.value = "";
    show();
  };
  input.addEventListener("change", () => add(input.files));
  part("chosen-none").addEventListener("click", () => {
    chosen = [];
    show();
    input.focus();
  });

  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  drop.addEventListener("drop", async (event) => {
    // Folders have to be asked for before the event is over.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    add(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : event.dataTransfer.files);
  });
  const filesOf = async (entry) => {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const one of some) found.push(...(await filesOf(one)));
    }
  };

  /* --- sending --- */

  const isTakeable = (file) =>
    file.size <= Number(limits.largest) && endings.some((ending) => file.name.toLowerCase().endsWith(ending));

  /** Each slice: files to be sent and their places, and files of which only the name is. */
  const slicesOf = (files, first) => {
    const slices = [];
    let slice;
    let bytes = 0;
    files.forEach((file, index) => {
      const size = isTakeable(file) ? file.size : 0;
      const full = slice && (slice.count === Number(limits.sliceFiles) || bytes + size > Number(limits.sliceBytes));
      if (!slice || full) {
        slices.push((slice = { count: 0, files: [], unsent: [] }));
        bytes = 0;
      }
      slice.count += 1;
      bytes += size;
      if (isTakeable(file)) slice.files.push([first + index, file]);
      else slice.unsent.push([first + index, file.name, file.size]);
    });
    return slices;
  };

  class Refused extends Error {}

  /** Ask until there is an answer; a server that is starting again is as good as none. */
  const ask = async (address, body) => {
    for (const pause of [...PAUSES, null]) {
      try {
        const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
        if (answer.status < 500) return answer;
      } catch {
        // The network: try again, or give up below.
      }
      if (pause === null) throw new Error(words.broken);
      await wait(pause);
    }
  };
  const checkTaken = async (answer) => {
    if (answer.redirected || answer.status === 403) throw new Refused(words.signedOut);
    if (answer.ok) return;
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
    throw new Refused((isJson && (await answer.json()).error) || words.refused);
  };

  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  /** Signing in again in another tab makes every earlier token worthless. */
  const renewToken = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
    token.value = page.querySelector("#upload [name=csrfmiddlewaretoken]")?.value ?? token.value;
  };
  const bodyOf = (slice, isLast) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token.value);
    for (const [place, file] of slice.files) {
      body.append("place", place);
      body.append("files", file, file.name);
    }
    body.append("unsent", JSON.stringify(slice.unsent));
    if (isLast) body.append("last", "1");
    return body;
  };

  // Sending a file that was changed or moved since it was chosen fails like a broken network does. It is not sent, and
  // the page of the upload says so. All of it is read: of a file that is gone Chromium still has the first byte.
  const leaveOutUnreadable = async (slice) => {
    const readable = [];
    for (const [place, file] of slice.files) {
      const isReadable = await file.arrayBuffer().then(() => true, () => false);
      if (isReadable) readable.push([place, file]);
      else slice.unsent.push([place, file.name, file.size]);
    }
    slice.files = readable;
  };

  let batch = null;
  let slices = [];
  let total = 0;
  const tell = () => {
    const sent = total - slices.reduce((sum, slice) => sum + slice.count, 0);
    part("sending-count").textContent = filled(words.sent, number(sent), number(total));
    Object.assign(part("sending-bar"), { value: sent, max: total });
  };
  const setBusy = (busy) => {
    for (const one of form.querySelectorAll("button, input, textarea, select")) {
      if (!one.closest("#sending")) one.disabled = busy;
    }
  };

  /** False where a field has to be corrected first. */
  const open = async () => {
    const body = new FormData(form);
    body.delete("files");
    const answer = await ask(form.action, body);
    if (answer.status === 422) {
      fields.innerHTML = await answer.text();
      part("upload-errors").focus();
      return false;
    }
    await checkTaken(answer);
    batch = await answer.json();
    slices = slicesOf(chosen, batch.first);
    total = chosen.length;
    return true;
  };
  let sending = false;
  const send = async () => {
    // A second click while the first is at work: two would share the slices and each leave some to the other.
    if (sending) return;
    sending = true;
    part("sending-error").hidden = true;
    try {
      if (!batch && !(await open())) return;
      setBusy(true);
      part("sending").hidden = false;
      for (tell(); slices.length; tell()) {
        await leaveOutUnreadable(slices[0]);
        await checkTaken(await ask(batch.files, bodyOf(slices[0], slices.length === 1)));
        slices.shift();
      }
      location.assign(batch.batch);
    } catch (error) {
      part("sending").hidden = false;
      part("sending-error").hidden = false;
      part("sending-error").firstElementChild.textContent = error.message;
      part("sending-again").focus();
    } finally {
      sending = false;
    }
  };
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    if (chosen.length) {
      event.preventDefault();
      send();
    } else if (event.timeStamp - sentAt < DOUBLE_CLICK) {
      // The text would be uploaded twice, and the page that calls the second a duplicate be shown.
      event.preventDefault();
    } else sentAt = event.timeStamp;
  });
  part("sending-again").addEventListener("click", () => renewToken().catch(() => {}).then(send));
  // Back from the next page: the buttons are to be used again.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
