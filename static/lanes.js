// Gestures on a picture of lanes: drag moves, wheel, pinch, + and − zoom about the pointer, a double click zooms in,
// Shift and drag chooses a window, arrow keys go from event to event. The picture is stretched at once; the server then
// draws the new window. Every one of these has a link beside it that works without.
(() => {
  "use strict";
  const DAY = 86400000, EPOCH = 719163; // the ordinal of 1970-01-01 in the calendar of the server
  const FIRST = 364878, LAST = 803168; // years 1000 to 2199
  const DATES = ["since", "until"], DAYS = ["start", "end"]; // names of a window's ends, of dates or of days since a complaint
  const iso = (ordinal) => new Date((ordinal - EPOCH) * DAY).toISOString().slice(0, 10);
  const clamp = (number, low, high) => Math.min(Math.max(number, low), high);
  let timer = 0, drawing = null;
  // Whether a picture drawn for one width can be shown at another: much narrower its words would overlap.
  const fits = (drawn, width) => width > drawn - 40 && width < drawn + 200;
  const USUAL = 960; // what the server draws for unless it is told a width
  // Nothing may replace the picture under a hand.
  const hold = (lanes) => { clearTimeout(timer); drawing?.abort(); lanes.dispatchEvent(new Event("htmx:abort")); lanes.removeAttribute("aria-busy"); };

  // The window in view, which gestures move before the server has drawn it.
  class View {
    constructor(lanes) {
      this.lanes = lanes;
      this.box = lanes.querySelector(".lanes__view");
      this.svg = lanes.querySelector(".lanes__svg");
      this.overview = lanes.querySelector(".lanes__overview");
      this.part = this.overview?.querySelector(".lanes__window");
      this.first = this.from = Number(lanes.dataset.first);
      this.end = this.to = Number(lanes.dataset.last) + 1;
    }
    get width() { return this.box.clientWidth || 1; }
    share(clientX) { return clamp((clientX - this.box.getBoundingClientRect().left) / this.width, 0, 1); }
    day(share) { return this.from + share * (this.to - this.from); }
    // Makes [from, to) the window and stretches what is drawn into its place.
    show(from, to) {
      const days = clamp(to - from, 3, LAST - FIRST);
      this.from = clamp(from, FIRST, LAST - days);
      this.to = this.from + days;
      const scale = (this.end - this.first) / days;
      this.svg.style.transform = `translateX(${((this.first - this.from) / days) * this.width}px) scaleX(${scale})`;
      if (!this.part) return;
      const [first, last] = this.whole, share = (number) => `${(100 * number) / (last - first)}%`;
      this.part.setAttribute("x", share(this.from - first));
      this.part.setAttribute("width", share(Math.max(days, (last - first) / 250)));
    }
    get whole() { return this.overview.dataset.whole.split(" ").map(Number); }
    shift(share) { const days = share * (this.to - this.from); this.show(this.from + days, this.to + days); }
    zoom(factor, share = 0.5) {
      const at = this.day(share), days = (this.to - this.from) * factor;
      this.show(at - share * days, at + (1 - share) * days);
    }
    // Asks for the window once the hand rests.
    settle(wait = 140) {
      hold(this.lanes);
      const [from, to] = [Math.round(this.from), Math.round(this.to)];
      if (from === this.first && to === this.end) return this.show(from, to);
      timer = setTimeout(() => ask(this.lanes, from, to - 1), wait);
    }
  }

  function ask(lanes, first, last) {
    const address = new URL(lanes.dataset.address, location.href);
    const zero = Number(lanes.dataset.zero);
    [first, Math.max(first, last)].forEach((day, place) => address.searchParams.set(...(zero ? [DAYS[place], day - zero] : [DATES[place], iso(day)])));
    const width = Math.round(lanes.querySelector(".lanes__view").clientWidth);
    if (!fits(USUAL, width)) address.searchParams.set("width", clamp(width, 240, 4000));
    if (!document.getElementById("view")) return redraw(lanes, address);
    const focus = document.activeElement?.closest(".lanes__view") ? "lanes" : document.activeElement?.dataset?.zoom;
    lanes.setAttribute("aria-busy", "true");
    window.htmx.ajax("GET", address.pathname + address.search, { source: lanes.isConnected ? lanes : document.body, target: "#view", swap: "innerHTML" })?.then?.(() => {
      if (lanes.isConnected) return; // another gesture came first, or no answer
      if (focus === "lanes") document.querySelector(".lanes__view")?.focus({ preventScroll: true });
      else if (focus) document.querySelector(`[data-zoom="${focus}"]`)?.focus({ preventScroll: true });
    });
  }

  function pointers(view) {
    const held = new Map();
    let start = null, hasMoved = false;
    const span = () => { const [a, b] = [...held.values()]; return { middle: view.share((a + b) / 2), width: Math.abs(a - b) || 1 }; };
    const begin = (event, x = event.clientX) => {
      start = { x, from: view.from, to: view.to, brush: event.shiftKey, share: view.share(x) };
      if (held.size === 2) start = { ...start, ...span(), pinch: true, at: view.day(span().middle) };
    };
    // On a phone the names of the lanes stand in the picture.
    const on = (name, work, options) => [view.box, view.lanes.querySelector(".lanes__names")].forEach((part) => part.addEventListener(name, work, options));
    on("pointerdown", (event) => {
      if (event.button !== 0) return;
      hold(view.lanes);
      held.set(event.pointerId, event.clientX);
      hasMoved = false;
      begin(event);
    });
    on("pointermove", (event) => {
      if (!held.has(event.pointerId)) return;
      held.set(event.pointerId, event.clientX);
      if (!hasMoved && !start.pinch && Math.abs(event.clientX - start.x) < 5) return;
      if (!hasMoved) view.box.setPointerCapture(event.pointerId);
      hasMoved = true;
      view.box.classList.toggle("is-held", !start.brush);
      view.box.classList.toggle("is-brushing", Boolean(start.brush));
      if (start.pinch) pinch(span());
      else if (start.brush) brush(view, start.share, view.share(event.clientX));
      else move((event.clientX - start.x) / view.width);
    });
    const move = (share) => view.show(start.from - share * (start.to - start.from), start.to - share * (start.to - start.from));
    const pinch = (now) => {
      const days = (start.to - start.from) * (start.width / now.width);
      view.show(start.at - now.middle * days, start.at + (1 - now.middle) * days);
    };
    const end = (event) => {
      if (!held.delete(event.pointerId)) return;
      if (held.size) return begin(event, [...held.values()][0]); // the finger that stays goes on moving
      view.box.classList.remove("is-held", "is-brushing");
      if (hasMoved && start.brush) chosen(view, start.share, view.share(event.clientX));
      else view.settle(20);
    };
    on("pointerup", end);
    on("pointercancel", end);
    // A drag that ends on an event does not open it.
    on("click", (event) => { if (hasMoved) { event.preventDefault(); hasMoved = false; } }, true);
    on("dragstart", (event) => event.preventDefault());
  }

  function brush(view, one, other) {
    const part = view.box.querySelector(".lanes__brush");
    part.hidden = false;
    part.style.left = `${100 * Math.min(one, other)}%`;
    part.style.width = `${100 * Math.abs(other - one)}%`;
  }
  function chosen(view, one, other) {
    view.box.querySelector(".lanes__brush").hidden = true;
    const [from, to] = [view.day(Math.min(one, other)), view.day(Math.max(one, other))];
    view.show(from, to);
    view.settle(0);
  }

  // One tab stop: arrow keys go through the events, from lane to lane.
  function keys(view) {
    const links = () => [...view.svg.querySelectorAll("a")];
    links().forEach((link) => link.setAttribute("tabindex", "-1"));
    view.box.setAttribute("tabindex", "0");
    const lane = (link) => link.closest("g[role]");
    const middle = (node) => { const box = node.getBoundingClientRect(); return box.left + box.width / 2; };
    const beside = (link, step) => { // in the order of time, whatever the order in which they are drawn
      const own = [...lane(link).querySelectorAll("a")].sort((a, b) => middle(a) - middle(b));
      return own[own.indexOf(link) + step];
    };
    const across = (link, step) => {
      const lanes = [...view.svg.querySelectorAll("g[role]")].filter((group) => group.querySelector("a"));
      const next = lanes[lanes.indexOf(lane(link)) + step];
      return next && [...next.querySelectorAll("a")].sort((a, b) => Math.abs(middle(a) - middle(link)) - Math.abs(middle(b) - middle(link)))[0];
    };
    const go = { ArrowRight: (link) => beside(link, 1), ArrowLeft: (link) => beside(link, -1), ArrowDown: (link) => across(link, 1), ArrowUp: (link) => across(link, -1) };
    view.box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const link = document.activeElement.closest?.(".lanes__svg a");
      const at = link ? view.share(middle(link)) : view.pointer ?? 0.5, step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (event.key === "+" || event.key === "=") view.zoom(0.5, at);
      else if (event.key === "-" || event.key === "−") view.zoom(2, at);
      else if (event.shiftKey && step) view.shift(step / 4);
      else if (event.key === "Home") return press(event, () => view.lanes.closest("main").querySelector('[data-zoom="fit"]')?.click());
      else if (event.key === "Escape" && link) return press(event, () => view.box.focus());
      else if (go[event.key]) return press(event, () => (link ? go[event.key](link) : links()[0])?.focus());
      else return;
      press(event, () => view.settle());
    });
    const press = (event, work) => { event.preventDefault(); work(); };
  }

  // What an event is, beside it: the same words that a screen reader hears.
  function tips(view) {
    const tip = view.lanes.querySelector(".lanes__tip");
    const show = (event) => {
      const link = event.target.closest?.("a[aria-label]");
      if (!link) return;
      const [kind, date, ...more] = link.getAttribute("aria-label").split(" · ");
      const part = (name, words, className = "") => Object.assign(document.createElement(name), { textContent: words, className });
      const several = link.querySelector("text");
      const title = several ? part("b", kind) : part("b", more.shift());
      const [, mark] = link.getAttribute("class").match(/c--([a-z-]+)/);
      const marked = (words, place) => part("span", words, /differ$/.test(words) ? "contested-mark" : place || mark === "none" ? "" : `mark mark--${mark}`);
      tip.replaceChildren(part("small", several ? date : `${kind} · ${date}`), title, ...more.map(marked));
      tip.hidden = false;
      const [home, box] = [view.lanes.getBoundingClientRect(), link.getBoundingClientRect()];
      const left = clamp(box.left - home.left + box.width / 2 - tip.offsetWidth / 2, 0, home.width - tip.offsetWidth);
      const above = box.top - home.top - tip.offsetHeight - 10;
      tip.style.left = `${left}px`;
      tip.style.top = `${above > -60 ? above : box.bottom - home.top + 10}px`;
    };
    const hide = () => { tip.hidden = true; };
    for (const name of ["pointerover", "focusin"]) view.svg.addEventListener(name, show);
    for (const name of ["pointerout", "focusout"]) view.svg.addEventListener(name, hide);
  }

  // On the whole record a press or a drag takes the window along.
  function overview(view) {
    if (!view.part) return;
    const on = (name, work) => view.overview.addEventListener(name, work);
    const day = (event) => { const box = view.overview.getBoundingClientRect(), [first, last] = view.whole; return first + ((event.clientX - box.left) / box.width) * (last - first); };
    const move = (event) => view.show(day(event) - grip, day(event) - grip + view.to - view.from);
    let grip = null;
    on("pointerdown", (event) => {
      if (event.button !== 0) return;
      hold(view.lanes);
      const at = day(event) - view.from, days = view.to - view.from;
      grip = at >= 0 && at <= days ? at : days / 2;
      view.overview.setPointerCapture(event.pointerId);
      move(event);
    });
    on("pointermove", (event) => { if (grip !== null) move(event); });
    for (const name of ["pointerup", "pointercancel"]) on(name, () => { if (grip !== null) view.settle(0); grip = null; });
  }

  function wake(lanes) {
    if (lanes.dataset.awake) return;
    lanes.dataset.awake = "1";
    const view = new View(lanes);
    if (!view.svg) return;
    view.box.addEventListener("wheel", (event) => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!isSideways && !event.ctrlKey && !event.metaKey && !view.box.matches(":focus-visible, :has(:focus-visible)")) return; // the page scrolls
      event.preventDefault();
      if (isSideways) view.shift(event.deltaX / view.width);
      else view.zoom(Math.exp(clamp(event.deltaY, -120, 120) / 400), view.share(event.clientX));
      view.settle();
    }, { passive: false });
    view.box.addEventListener("pointermove", (event) => { view.pointer = view.share(event.clientX); });
    view.box.addEventListener("pointerleave", () => { view.pointer = null; });
    for (const name of ["htmx:error", "lanes:error"]) lanes.addEventListener(name, () => view.show(view.first, view.end));
    view.box.addEventListener("dblclick", (event) => {
      if (event.target.closest("a")) return;
      view.zoom(0.4, view.share(event.clientX));
      view.settle(0);
    });
    lanes.closest("main").querySelectorAll("[data-zoom]").forEach((link) => {
      const factor = { in: 0.5, out: 2 }[link.dataset.zoom];
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
        event.preventDefault();
        const query = new URL(link.href).searchParams, zero = Number(lanes.dataset.zero);
        const ordinal = (end) => (zero ? Number(query.get(DAYS[end])) + zero : Math.round(Date.parse(`${query.get(DATES[end])}T00:00:00Z`) / DAY) + EPOCH);
        if (factor) view.zoom(factor);
        else view.show(ordinal(0), ordinal(1) + 1);
        view.settle(factor ? 140 : 0);
      });
    });
    pointers(view);
    keys(view);
    tips(view);
    overview(view);
    if (!lanes.dataset.redrawn) fit(lanes);
  }

  // Drawn for another width than there is: once more for this one.
  function fit(lanes) {
    const width = lanes.querySelector(".lanes__view").clientWidth;
    if (width && !fits(Number(lanes.dataset.width), width)) redraw(lanes, new URL(lanes.dataset.here, location.href));
  }

  // Puts a picture in the place of this one, or of a link to it, and leaves the page otherwise as it is.
  function redraw(place, address) {
    const width = clamp(Math.round((place.querySelector(".lanes__view") ?? place).clientWidth), 240, 4000);
    address.searchParams.set("width", width);
    drawing?.abort();
    drawing = new AbortController();
    fetch(address, { headers: { "HX-Request": "true" }, signal: drawing.signal }).then((answer) => (answer.ok ? answer.text() : "")).then((text) => {
      const drawn = new DOMParser().parseFromString(text, "text/html").querySelector("[data-lanes]");
      if (!drawn || !place.isConnected) return;
      const hadFocus = place.contains(document.activeElement);
      place.replaceWith(drawn);
      drawn.dataset.redrawn = "1";
      wake(drawn);
      if (hadFocus) drawn.querySelector(".lanes__view").focus({ preventScroll: true });
    }).catch((error) => { if (error.name !== "AbortError") place.dispatchEvent(new Event("lanes:error", { bubbles: true })); });
  }

  // On a record's page the picture comes when its place comes into view.
  function bring(place) {
    const link = place.querySelector("a");
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      const address = new URL(link.href);
      address.searchParams.set("view", "band");
      redraw(place.appendChild(document.createElement("div")), address);
    }, { rootMargin: "200px" }).observe(place);
  }

  const wakeAll = () => document.querySelectorAll("[data-lanes]").forEach(wake);
  const start = () => { wakeAll(); document.querySelectorAll("[data-lanes-of]").forEach(bring); };
  document.addEventListener("htmx:after:swap", wakeAll);
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => document.querySelectorAll("[data-lanes]").forEach(fit), 200); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") document.querySelectorAll(".lanes__tip").forEach((tip) => { tip.hidden = true; }); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
