// Gives names to parts of Django's widgets that have none: without them a screen reader says only “edit text”.
(() => {
  "use strict";

  // A field to choose in says what its label says; Select2 names it by what is chosen, or not at all.
  const labelOf = (select) => select?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim() || select?.name || "";

  function nameChoices() {
    for (const container of document.querySelectorAll(".select2-container")) {
      const name = labelOf(container.previousElementSibling);
      if (!name) continue;
      const box = container.querySelector("[role=combobox]"), chosen = container.querySelector("[role=textbox]");
      box?.setAttribute("aria-label", chosen ? `${name}: ${chosen.title || "nothing chosen"}` : name);
      if (chosen) box?.removeAttribute("aria-labelledby");
      chosen?.removeAttribute("role");
      chosen?.removeAttribute("aria-readonly");
      container.querySelector(".select2-search__field")?.setAttribute("aria-label", name);
    }
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".select2-search__field")) return;
    const select = document.querySelector(".select2-container--open")?.previousElementSibling;
    event.target.setAttribute("aria-label", labelOf(select) || "Search");
  });

  // The marks that explain the two lists of a user's groups and rights.
  const nameMarks = () => document.querySelectorAll(".help-tooltip[aria-label]").forEach((mark) => mark.setAttribute("role", "img"));

  const name = () => { nameChoices(); nameMarks(); };
  addEventListener("load", () => {
    name();
    window.django?.jQuery?.(document).on("change", ".admin-autocomplete", () => setTimeout(nameChoices));
  });
  document.addEventListener("formset:added", () => setTimeout(nameChoices));
})();
