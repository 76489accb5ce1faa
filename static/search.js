// The field in the header: `/` comes to it, arrow keys choose among the matches under it, Enter opens, Escape closes.
// Without it the form is a plain form. htmx asks for the matches; the newest answer replaces the ones before.
(() => {
  "use strict";
  const form = document.querySelector("form.site-search");
  const input = form?.querySelector("input[name='q']");
  const box = form?.querySelector(".best");

  function toSearch(event) {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    const wide = input?.offsetParent ? input : document.querySelector(".search-page input[type='search']");
    if (!wide) return;
    event.preventDefault();
    wide.focus();
    wide.select();
  }
  document.addEventListener("keydown", toSearch);
  if (!box || !window.htmx) return;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "best");
  const options = () => [...box.querySelectorAll("[role='option']")];
  const active = () => box.querySelector("[aria-selected='true']");

  function choose(option) {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }
  function show(isOpen) {
    box.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen && options().length > 0));
    if (!isOpen) choose(null);
  }
  const hasMatches = () => input.value.trim() !== "" && box.textContent.trim() !== "";

  function move(step) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(active()) + step;
    choose(at < -1 ? all.at(-1) : all[at] ?? null); // past either end stands the field itself
  }
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) show(hasMatches());
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active()) {
      event.preventDefault();
      active().click();
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault(); // a search field would be emptied; a second Escape does that
      show(false);
    }
  });
  input.addEventListener("input", () => { choose(null); if (!input.value.trim()) show(false); });
  input.addEventListener("focus", () => show(hasMatches()));
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement === input) show(hasMatches());
  });
})();
