// The browser's side of `sitegen serve`: follows changes, keeps the place on the page, shows what is wrong.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const PLACE = `sitegen:place:${location.pathname}`;
  const CLOSED = "sitegen:closed";
  const STYLE = `
    :host { all: initial; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 60vh; overflow: auto;
      padding: 1rem 1.25rem 1.25rem; border-top: 4px solid #b3261e; background: #fffdf9; color: #1c1b1a;
      font: 1rem/1.5 system-ui, sans-serif; box-shadow: 0 -4px 24px rgb(0 0 0 / .35); text-align: start; }
    h2 { margin: 0 3rem .5rem 0; font-size: 1.1rem; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { margin: .75rem 0 0; overflow-wrap: anywhere; }
    code { font: .95em ui-monospace, monospace; color: #9c1c15; }
    p { margin: .15rem 0 0; }
    .hint { color: #4d4a46; }
    button { font: 600 1rem/1.5 system-ui, sans-serif; min-height: 2rem; padding: 0 .9rem; border: 2px solid #9c1c15;
      border-radius: 4px; background: #fffdf9; color: #9c1c15; cursor: pointer; }
    button:focus-visible { outline: 3px solid #1a56b8; outline-offset: 2px; }
    .close { position: absolute; inset-block-start: .9rem; inset-inline-end: 1.25rem; }
    .open { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483647; }
    @media (prefers-color-scheme: dark) {
      section, button { background: #1d1b1a; color: #f3efe9; border-color: #ff9d94; }
      code { color: #ffb4ab; } .hint { color: #cfc9c1; }
      button:focus-visible { outline-color: #9cc2ff; } }
    @media print { section, button { display: none; } }`;

  let problems = [];
  let host = null;
  let wait = 250;

  // ---- the place on the page, over a reload

  const kept = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* no storage: no memory */ } };
  const reload = () => {
    keep(PLACE, JSON.stringify([scrollX, scrollY]));
    location.reload();
  };
  const place = kept(PLACE);
  if (place) {
    sessionStorage.removeItem(PLACE);
    const back = () => scrollTo({ left: JSON.parse(place)[0], top: JSON.parse(place)[1], behavior: "instant" });
    back();
    if (document.readyState !== "complete") addEventListener("load", back, { once: true });
  }

  // ---- files that the page shows

  const leadsTo = (address, path) => decodeURI(new URL(address, location.href).pathname).endsWith(`/${path}`);
  const swap = (link) => {
    const next = link.cloneNode();
    const address = new URL(link.href);
    address.searchParams.set("v", Date.now());
    next.href = address.href;
    next.addEventListener("load", () => link.remove(), { once: true });
    next.addEventListener("error", () => next.remove(), { once: true });
    link.after(next);
  };
  const take = (path) => {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => leadsTo(link.href, path));
    if (sheets.length) sheets.forEach(swap);
    else if (performance.getEntriesByType("resource").some(
      (entry) => entry.initiatorType !== "fetch" && new URL(entry.name).origin === location.origin && leadsTo(entry.name, path))) reload();
  };

  // ---- what is wrong

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const button = (text, kind, act) => {
    const made = element("button", text, kind);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const count = () => `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  const mark = () => JSON.stringify(problems.map((p) => [p.file, p.line, p.message]));
  const item = (problem) => {
    const made = element("li");
    if (problem.file) made.append(element("code", problem.line ? `${problem.file}:${problem.line}` : problem.file));
    made.append(element("p", problem.message));
    if (problem.hint) made.append(element("p", problem.hint, "hint"));
    return made;
  };
  const panel = () => {
    const made = element("section");
    const list = element("ol");
    const stops = problems.some((problem) => problem.stops);
    made.setAttribute("role", "alert");
    made.setAttribute("aria-label", count());
    made.tabIndex = -1;
    list.append(...problems.map(item));
    made.append(element("h2", stops ? "The site cannot be built; this page is as it was" : count()), list, button("Close", "close", close));
    return made;
  };
  const put = (...parts) => {
    if (!host) {
      host = element("sitegen-preview");
      const shadow = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      document.documentElement.append(host);
    }
    host.shadowRoot.replaceChildren(...parts);
  };
  const close = () => {
    keep(CLOSED, mark());
    const badge = button(count(), "open", open);
    put(badge);
    badge.focus();
  };
  const open = () => {
    keep(CLOSED, "");
    const shown = panel();
    put(shown);
    shown.querySelector("button").focus();
  };
  const show = (now) => {
    problems = now;
    if (!problems.length) {
      keep(CLOSED, "");
      host?.remove();
      host = null;
    } else if (problems.some((problem) => problem.fresh || problem.stops) && kept(CLOSED) !== mark()) put(panel());
    else put(button(count(), "open", open));
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host?.shadowRoot.querySelector("section")) close();
  });

  // ---- the socket

  const hear = (message) => {
    if (message.command === "problems") show(message.problems);
    else if (message.command === "reload" && message.other) take(message.path);
    else if (message.command === "reload") reload();
  };
  const connect = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/livereload`);
    const say = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => {
      wait = 250;
      say({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      say({ command: "info", url: location.href, version });
    });
    socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 5000);
    });
  };
  connect();
})();
