// Makes a working page handier: theme switch, as-known-on slider, place kept and words said after a swap, or where none came.
// Load it in <head> without defer: the chosen theme must stand before the first paint. Nothing depends on it.
(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* private mode: lasts for this page */ } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* the same */ } },
  };
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = store.get("theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  function themeSwitch() {
    const button = document.querySelector(".theme-switch");
    if (!button) return;
    const isDark = () => (root.dataset.theme || (systemIsDark.matches ? "dark" : "light")) === "dark";
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      const isSystems = theme === (systemIsDark.matches ? "dark" : "light");
      if (isSystems) { delete root.dataset.theme; store.remove("theme"); }
      else { root.dataset.theme = theme; store.set("theme", theme); }
      show();
    });
    systemIsDark.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  // A day as a number of days, for the slider; UTC, so that no clock change moves a day.
  const DAY = 86400000;
  const toNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
  const toISO = (number) => new Date(number * DAY).toISOString().slice(0, 10);
  const inWords = (iso) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
    .format(new Date(`${iso}T00:00:00Z`));

  function asKnownSlider(card) {
    const input = card.querySelector("input[type='date'][min][max]");
    if (!input || card.querySelector("input[type='range']")) return;
    const slider = Object.assign(document.createElement("input"), {
      type: "range", id: "as_of-slider", className: "as-known__slider", min: toNumber(input.min), max: toNumber(input.max), step: 1,
    });
    slider.setAttribute("aria-label", "As known on, by slider");
    const mirror = () => {
      slider.value = input.value ? toNumber(input.value) : slider.max;
      paint();
    };
    const paint = () => {
      const share = (slider.value - slider.min) / (slider.max - slider.min);
      slider.style.setProperty("--at", `${100 * share}%`);
      slider.setAttribute("aria-valuetext", inWords(toISO(Number(slider.value))));
    };
    slider.addEventListener("input", () => { input.value = toISO(Number(slider.value)); paint(); });
    slider.addEventListener("change", (event) => {
      event.stopPropagation(); // the form hears of it once, from the date input
      if (slider.value === slider.max) input.value = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", mirror);
    card.querySelector(".as-known__head").after(slider);
    mirror();
  }

  // On a record's page the day has a form of its own, which is sent as soon as a day is chosen.
  function sendOnChange(form) {
    form.addEventListener("change", (event) => { if (event.target.name === "as_of") form.requestSubmit(); });
  }

  // A swap may replace the filters: what was open stays open, and the keyboard stays where it was.
  function keepPlace() {
    const open = [...document.querySelectorAll("#view details[open][id]")].map((part) => part.id);
    const focused = document.activeElement;
    const typed = focused?.matches("input:not([type]), input[type='search']") && [focused.value, focused.selectionStart];
    document.addEventListener("htmx:after:swap", () => {
      open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
      const again = focused?.id && document.getElementById(focused.id);
      if (!again) return;
      if (typed && typed[0] !== again.value) {
        again.value = typed[0];
        again.setSelectionRange(typed[1], typed[1]);
        // What a script has set sends no change of its own when the field is left.
        again.addEventListener("blur", () => again.dispatchEvent(new Event("change", { bubbles: true })), { once: true });
      }
      again.focus({ preventScroll: true });
    }, { once: true });
  }

  // A footnote mark opens the folded evidence it points into.
  function revealTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    document.querySelectorAll(".source--cited").forEach((source) => source.classList.remove("source--cited"));
    if (!target) return;
    target.closest("details")?.setAttribute("open", "");
    if (target.matches(".source")) target.classList.add("source--cited");
  }

  // Says what a swap changed: the swapped part carries the sentence in [data-announce].
  function announce() {
    const status = document.getElementById("status");
    const words = document.querySelector("[data-announce]")?.textContent.trim();
    if (status && words) status.textContent = words;
  }

  // Without an answer (no network, none in time) the page stays as it is and says so, until one comes.
  function tellUnfetched({ detail }) {
    if (detail?.ctx?.response) return;
    const source = detail?.ctx?.sourceElement;
    const told = Object.assign(document.createElement("div"), { id: "unfetched", className: "message message--error" });
    told.setAttribute("role", "alert");
    document.getElementById("unfetched")?.remove();
    document.querySelectorAll("[aria-busy]").forEach((part) => part.removeAttribute("aria-busy"));
    document.body.append(told);
    told.append(Object.assign(document.createElement("p"), { textContent: "The list could not be fetched; try again." }));
    if (!source?.matches("form, a")) return;
    const again = Object.assign(document.createElement("button"), { className: "button", textContent: "Try again" });
    again.addEventListener("click", () => { if (source.matches("form")) source.requestSubmit(); else source.click(); });
    told.append(again);
  }

  function afterSwap() {
    document.getElementById("unfetched")?.remove();
    document.querySelectorAll("[data-as-known]").forEach(asKnownSlider);
    announce();
  }

  document.addEventListener("DOMContentLoaded", () => {
    root.classList.toggle("has-htmx", Boolean(window.htmx));
    themeSwitch();
    document.querySelectorAll("[data-as-known]").forEach(asKnownSlider);
    revealTarget();
    addEventListener("hashchange", revealTarget);
    document.querySelectorAll(".known-form").forEach(sendOnChange);
    document.addEventListener("htmx:before:swap", keepPlace);
    document.addEventListener("htmx:after:swap", afterSwap);
    ["htmx:error", "lanes:error"].forEach((name) => document.addEventListener(name, tellUnfetched));
    document.addEventListener("focusin", (event) => { // an open citation must not hide what has the focus
      document.querySelectorAll(".cite[open]").forEach((cite) => cite.contains(event.target) || cite.removeAttribute("open"));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = event.target.closest?.("details[open]:is(.menu, .filters, .evidence, .cite)");
      if (open) { open.removeAttribute("open"); open.querySelector("summary")?.focus(); }
    });
  });
})();
