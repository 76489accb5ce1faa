// What is wrong in a form that was sent is read first; a line of it leads into its field, one that searches as well.
(() => {
  "use strict";

  const inputs = 'input:not([type="hidden"]), select, textarea';

  function fieldAt(place) {
    const field = place.matches("input, select, textarea") ? place : place.querySelector(inputs) || place;
    const searched = field.classList.contains("select2-hidden-accessible") && field.nextElementSibling;
    return (searched && searched.querySelector(".select2-selection")) || field;
  }

  function lead(event) {
    const link = event.target.closest("a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    fieldAt(place).focus();
    place.scrollIntoView({ block: "center" });
  }

  // After Django's own script, which goes into the first field of a form for a new record.
  window.addEventListener("load", () => {
    const problems = document.getElementById("problems");
    if (!problems) return;
    problems.focus();
    problems.addEventListener("click", lead);
  });
})();
