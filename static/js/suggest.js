/* Fields with data-suggest offer names the archive knows, in any spelling, while somebody types. */
(() => {
  // Fields come and go with parts of the page: of each, what its list offered at first, and what it is waiting for.
  const fields = new WeakMap();
  const stateOf = (field) => {
    const list = document.getElementById(field.getAttribute("list"));
    if (!fields.has(field)) fields.set(field, { list, first: [...list.children], asked: 0 });
    return fields.get(field);
  };
  const offer = async (field, typed) => {
    const state = stateOf(field);
    const number = ++state.asked;
    const address = new URL(field.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    if (field.dataset.kind) address.searchParams.set("kind", field.dataset.kind);
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || number !== state.asked) return;
    const { suggestions = [] } = await answer.json();
    state.list.replaceChildren(
      ...suggestions.map(({ name, written }) => {
        const option = document.createElement("option");
        option.value = name;
        // Browsers hide options that do not contain what was typed: the spelling that matched goes along.
        option.label = written && written !== name ? `${name} (${written})` : name;
        return option;
      }),
    );
  };
  document.addEventListener("input", ({ target: field }) => {
    if (!field.matches("input[data-suggest]")) return;
    const state = stateOf(field);
    clearTimeout(state.timer);
    const typed = field.value.trim();
    if (typed.length < 2) state.list.replaceChildren(...state.first);
    else state.timer = setTimeout(() => offer(field, typed), 150);
  });
})();
