// Below each date field of the desk: what the site makes of what is typed, and EDTF texts to take with one key or click.
(() => {
  const wait = 250;
  let count = 0;

  function help(field) {
    const said = document.createElement("div");
    said.className = "help date-help";
    said.id = `date-help-${count++}`;
    said.setAttribute("role", "status");
    said.setAttribute("aria-live", "polite");
    (field.closest(".flex-container, td") || field).after(said);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${said.id}`.trim());
    return said;
  }

  function take(field, said, text) {
    field.value = text;
    field.focus();
    // At once, for what is offered is among the stops of the Tab key until the answer comes.
    said.replaceChildren();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    ask(field, said);
  }

  async function ask(field, said) {
    const text = field.value;
    if (!text.trim()) { said.textContent = ""; return; }
    try {
      const answer = await fetch(`${field.dataset.dateMeant}?${new URLSearchParams({ text })}`);
      // Only the newest answer counts, and nothing is said where there is none.
      if (answer.ok && field.value === text) said.innerHTML = await answer.text();
    } catch { said.textContent = ""; }
  }

  function attend(field) {
    if (field.dataset.attended) return;
    field.dataset.attended = "yes";
    const said = help(field);
    let timer;
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, wait, field, said); });
    field.addEventListener("keydown", (event) => {
      const first = said.querySelector("button.date-meant");
      if (event.key === "ArrowDown" && first) { event.preventDefault(); take(field, said, first.value); }
    });
    said.addEventListener("click", (event) => {
      if (event.target.matches("button.date-meant")) take(field, said, event.target.value);
    });
  }

  // The template of a new row is left alone: a row made of it is attended once it is there.
  function all() { document.querySelectorAll("[data-date-meant]:not([name*='__prefix__'])").forEach(attend); }

  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("formset:added", all);
})();
