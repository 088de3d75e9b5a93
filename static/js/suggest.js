/* Fields with data-suggest offer names the archive knows, in any spelling, while somebody types. */
(() => {
  for (const field of document.querySelectorAll("input[data-suggest]")) {
    const list = document.getElementById(field.getAttribute("list"));
    const first = [...list.children];
    let timer;
    let asked = 0;
    const offer = async (typed) => {
      const number = ++asked;
      const address = new URL(field.dataset.suggest, location.href);
      address.searchParams.set("q", typed);
      if (field.dataset.kind) address.searchParams.set("kind", field.dataset.kind);
      const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok || number !== asked) return;
      const { suggestions = [] } = await answer.json();
      list.replaceChildren(
        ...suggestions.map(({ name, written }) => {
          const option = document.createElement("option");
          option.value = name;
          // Browsers hide options that do not contain what was typed: the spelling that matched goes along.
          option.label = written && written !== name ? `${name} (${written})` : name;
          return option;
        }),
      );
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      const typed = field.value.trim();
      if (typed.length < 2) list.replaceChildren(...first);
      else timer = setTimeout(() => offer(typed), 150);
    });
  }
})();
