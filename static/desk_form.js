// The desk's forms: sources that are here already are told while one is typed, rows and saving by key.
// Nothing depends on it: the server says the same of a form that is sent.
(() => {
  "use strict";
  const $ = window.django && window.django.jQuery;
  const WAIT = 250; // ms after the last key, so that a word and not a letter is asked about

  // Below a field: a region that tells what the server answers to what is typed, and offers what can be taken.
  const asking = new WeakMap(), askedBy = new WeakMap();

  function helpOf(input) {
    if (asking.has(input)) return asking.get(input);
    const region = document.createElement("div");
    region.className = "typing-help";
    region.id = `${input.id}_typing`;
    region.setAttribute("aria-live", "polite");
    (input.closest(".flex-container") || input).after(region);
    input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), region.id].filter(Boolean).join(" "));
    const state = { region, timer: 0, last: null, stop: null, isOfNow: false };
    asking.set(input, state);
    askedBy.set(region, input);
    return state;
  }

  function ask(input, address, wait = WAIT) {
    const state = helpOf(input);
    if (address === state.last) return;
    state.last = address;
    state.isOfNow = false; // what still stands there is offered for what was typed before
    clearTimeout(state.timer);
    state.stop?.abort();
    if (!address) { state.region.replaceChildren(); return; }
    state.timer = setTimeout(async () => {
      state.stop = new AbortController();
      try {
        const answer = await fetch(address, { signal: state.stop.signal, headers: { Accept: "text/html" } });
        if (!answer.ok || answer.redirected || address !== state.last) return;
        const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
        state.region.replaceChildren(...fragment.body.childNodes);
        state.isOfNow = true;
      } catch { /* offline or overtaken by the next key: the server says it when the form is sent */ }
    }, wait);
  }

  const offersOf = (input) => {
    const state = asking.get(input);
    return state?.isOfNow ? [...state.region.querySelectorAll("button")] : [];
  };

  // Rows of sources: what is chosen hides what could be typed, as long as nothing is.
  const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const typedIn = (row) => [...row.querySelectorAll(".new-source :is(input, textarea)")].some((field) => field.value.trim());

  function showNewSource(row) {
    const part = row.querySelector(".new-source"), chosen = fieldOf(row, "source");
    if (part && chosen) part.hidden = Boolean(chosen.value) && !typedIn(row);
    tellRows();
  }

  function takeSource(button) {
    const row = button.closest(".source-row"), select = fieldOf(row, "source");
    select.append(new Option(button.dataset.label, button.dataset.takeSource, true, true));
    row.querySelectorAll(".new-source input").forEach((field) => { field.value = ""; if (asking.has(field)) ask(field, ""); });
    row.querySelectorAll(".new-source .errorlist").forEach((list) => list.remove());
    if ($) $(select).trigger("change");
    (fieldOf(row, "locator") || select).focus();
  }

  function askOfSource(input) {
    const row = input.closest(".source-row"), known = input.closest("[data-known-sources]").dataset.knownSources;
    const name = input.name.endsWith("-new_url") ? "url" : "title";
    const text = input.value.trim();
    ask(input, text.length > 3 && row ? `${known}?${new URLSearchParams({ [name]: text })}` : "");
  }

  // A new quote names its source by the number of the row; each number is told with what stands in that row.
  const quoted = new WeakMap();

  function tellRows() {
    const rows = [...document.querySelectorAll("#references-group .source-row:not(.empty-form)")];
    document.querySelectorAll('select[name$="-source_row"]').forEach((select) => {
      const isTemplate = select.name.includes("__prefix__");
      const chosen = isTemplate ? rows[0] : quoted.has(select) ? quoted.get(select) : rows[select.value - 1];
      const options = rows.map((row, index) => new Option(`#${index + 1} ${nameOf(row)}`, index + 1, row === chosen, row === chosen));
      select.replaceChildren(new Option("---------", ""), ...options);
      if (!isTemplate) quoted.set(select, rows.includes(chosen) ? chosen : null);
    });
  }

  function nameOf(row) {
    const chosen = fieldOf(row, "source")?.selectedOptions[0];
    const words = (chosen?.value && chosen.text) || fieldOf(row, "new_title")?.value || fieldOf(row, "new_url")?.value;
    return words ? words.slice(0, 70) : "(empty)";
  }

  // Keys with Alt, and on a Mac with Ctrl and Alt, where Alt alone writes letters. AltGr is Ctrl and Alt, or neither.
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const isWithAlt = (event) => event.altKey && event.ctrlKey === isMac && !event.metaKey && !event.getModifierState("AltGraph");
  const groupOf = (key) => document.querySelector(`[data-add-key="${key}"]`);
  let near = null; // the rows in which the focus is, or was last

  function byKey(event) {
    if (!isWithAlt(event) || !/^Key[A-Z]$/.test(event.code)) return false;
    const key = event.code[3].toLowerCase(), keys = document.getElementById("keys");
    const link = (key === "a" ? near : groupOf(key))?.querySelector(".addlink");
    if (link) link.click();
    else if (key === "k" && keys) { keys.open = !keys.open; keys.querySelector("summary").focus(); }
    else return false;
    event.preventDefault();
    return true;
  }

  function tellKeys() {
    const keys = document.getElementById("keys");
    if (!keys) return;
    keys.hidden = false;
    if (isMac) keys.querySelectorAll("[data-alt]").forEach((part) => { part.textContent = "Ctrl ⌥"; });
    keys.querySelectorAll("[data-for-key]").forEach((line) => {
      const link = groupOf(line.dataset.forKey)?.querySelector(".addlink");
      line.hidden = !link;
      link?.setAttribute("aria-keyshortcuts", `${isMac ? "Control+Alt" : "Alt"}+${line.dataset.forKey.toUpperCase()}`);
    });
  }

  function focusFirst(row) {
    const field = row.querySelector('.select2-selection, input:not([type="hidden"]), select, textarea');
    field?.focus();
  }

  // Select2 opens with Enter alone; a letter typed in it is meant for its search.
  function openBySearch(event) {
    const selection = event.target.closest?.(".select2-selection--single");
    if (!selection || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    const select = selection.closest(".select2-container").previousElementSibling;
    if ($ && select) $(select).select2("open");
    focusSearch();
  }

  // Select2 leaves the focus where it is if that is where it was opened from.
  function focusSearch() {
    document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field")?.focus();
  }

  function onKey(event) {
    if (byKey(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.form || document.querySelector("#content-main > form");
      event.preventDefault();
      form.requestSubmit(form.querySelector('[name="_save"]'));
      return;
    }
    const offers = event.target.matches?.("input") ? offersOf(event.target) : [];
    if (event.key === "Enter" && offers.length === 1) { event.preventDefault(); takeSource(offers[0]); }
    else if (event.key === "ArrowDown" && offers.length) { event.preventDefault(); offers[0].focus(); }
    else openBySearch(event);
    onKeyInOffers(event);
  }

  function onKeyInOffers(event) {
    const region = event.target.closest?.(".typing-help");
    if (!region || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    event.preventDefault();
    const offers = [...region.querySelectorAll("button")];
    const next = offers[offers.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next && event.key !== "Escape") next.focus();
    else askedBy.get(region)?.focus();
  }

  function onInput(event) {
    const field = event.target;
    if (field.matches('[name$="-new_url"], [name$="-new_title"]')) { askOfSource(field); tellRows(); }
  }

  // After Django's own scripts, which make the links that add rows.
  const whenReady = (start) => ($ ? $(start) : document.addEventListener("DOMContentLoaded", start));

  whenReady(() => {
    const form = document.querySelector("#content-main > form");
    if (!form) return;
    form.addEventListener("input", onInput);
    form.addEventListener("change", (event) => {
      if (event.target.matches('select[name$="-source_row"]')) {
        const rows = document.querySelectorAll("#references-group .source-row:not(.empty-form)");
        quoted.set(event.target, rows[event.target.value - 1] || null);
      }
    });
    document.addEventListener("keydown", onKey, true);
    form.addEventListener("focusin", (event) => { near = event.target.closest(".inline-group") || near; });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-take-source]");
      if (button) takeSource(button);
    });
    if ($) $(form).on("change", '.source-row select[name$="-source"]', (event) => showNewSource(event.target.closest(".source-row")));
    if ($) $(document).on("select2:open", focusSearch);
    document.addEventListener("formset:added", (event) => { showRows(event.target); focusFirst(event.target); });
    document.addEventListener("formset:removed", tellRows);
    form.querySelectorAll("button[data-take-source][hidden]").forEach((button) => { button.hidden = false; });
    showRows(form);
    tellKeys();
  });

  function showRows(part) {
    const rows = part.matches(".source-row") ? [part] : [...part.querySelectorAll(".source-row:not(.empty-form)")];
    rows.forEach(showNewSource);
    tellRows();
  }
})();
