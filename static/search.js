// The page of the search: sitegen's shards, merged by Pagefind.  All words that it shows stand in the page.
(() => {
  "use strict";
  const PAGE = 10, CHOICES = 60, PAUSE = 250, FEW_SHARDS = 4;
  const find = (id) => document.getElementById(id);
  const form = find("finder"), words = find("q"), told = find("told"), found = find("found"), more = find("more");
  const narrow = find("narrow"), choices = [...form.querySelectorAll("select")];
  const filters = choices.filter((select) => select.name !== "order");
  let loaded = null, asked = 0, timer = 0, take = null, count = async () => {};

  const say = (key, n) => { told.textContent = (told.dataset[key] || "").replace("{n}", n?.toLocaleString(document.documentElement.lang)); };

  // The index of nothing, into which the shards are merged, and their names in the order of time.
  function load() {
    loaded ??= (async () => {
      const root = new URL("search/", document.baseURI);
      const { createInstance } = await import(new URL("pagefind.js", root));
      const { shards } = await (await fetch(new URL("shards.json", root), { cache: "no-cache" })).json();
      const index = createInstance({ basePath: root.pathname, noWorker: true });
      await index.init();
      await Promise.all(shards.map((shard) => index.mergeIndex(new URL(shard, root).pathname, { mergeFilter: { shard } })));
      return { index, shards };
    })();
    return loaded;
  }

  function arranged(shards, order) {
    const articles = shards.filter((name) => !name.startsWith("names"));
    const dated = articles.filter((name) => !name.startsWith("undated"));
    return [...(order === "oldest" ? dated.reverse() : dated), ...articles.filter((name) => name.startsWith("undated"))];
  }

  function wanted() {
    const given = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value.trim()) given.set(key, value.trim());
    return given;
  }

  async function search(given) {
    const turn = ++asked;
    const narrowed = Object.fromEntries(filters.filter((s) => given.has(s.name)).map((s) => [s.name, given.get(s.name)]));
    if (!given.has("q") && !Object.keys(narrowed).length) return clear();
    const order = (narrowed.kind ?? "article") === "article" && given.get("order"); // names have no date
    if (order) narrowed.kind = "article";
    say("searching");
    try {
      const { index, shards } = await load();
      const ask = (more) => index.search(given.get("q"), { filters: narrowed, ...more });
      const result = await ask({});
      const next = order ? byDate(ask, arranged(shards, order), narrowed, order) : async (n) => result.results.splice(0, n);
      await show(next, result.results.length, turn);
      if (turn !== asked) return;
      count = async () => {
        await index.filters(); // all values of all shards: loaded when they are looked at
        const counted = await ask({});
        if (turn === asked) offer(counted);
      };
      if (shards.length <= FEW_SHARDS || order || Object.keys(narrowed).length) narrow.open = true;
      if (narrow.open) await count();
    } catch (error) {
      console.error(error);
      loaded = null;
      if (turn === asked) say("failed");
    }
  }

  // Pagefind sorts within a shard only, so shards are asked one after the other, when their turn comes.
  function byDate(ask, shards, narrowed, order) {
    const waiting = [], sort = { date: order === "oldest" ? "asc" : "desc" };
    return async (n) => {
      while (waiting.length < n && shards.length) {
        waiting.push(...(await ask({ filters: { ...narrowed, shard: shards.shift() }, sort })).results);
      }
      return waiting.splice(0, n);
    };
  }

  function clear() {
    say("");
    found.replaceChildren();
    find("results").hidden = narrow.hidden = true;
  }

  async function show(next, n, turn) {
    const items = await Promise.all((await next(PAGE)).map(item));
    if (turn !== asked) return;
    take = next;
    found.replaceChildren(...items);
    find("results").hidden = !items.length;
    narrow.hidden = false;
    more.hidden = items.length < PAGE || items.length === n;
    say(n === 1 ? "one" : n ? "many" : "none", n);
  }

  async function showMore() {
    const items = await Promise.all((await take(PAGE)).map(item));
    found.append(...items);
    more.hidden = items.length < PAGE;
    (items[0] || found.lastElementChild).querySelector("a").focus();
  }

  const element = (name, attributes, ...inside) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...inside);
    return made;
  };

  async function item(result) {
    const page = await result.data(), kind = page.filters?.kind?.[0];
    const title = element("h3", { dir: "auto" }, element("a", { href: page.raw_url }, page.meta.title));
    const article = kind === "article", text = article ? cut(page) : [page.content.slice(page.meta.title.length + 2)];
    const excerpt = element("p", { className: "dek", dir: "auto" }, ...text);
    const sentence = article && nearest(page);
    if (sentence) excerpt.append(" ", element("a", { className: "there", href: `${page.raw_url}#${sentence}` }, told.dataset.there));
    const about = article ? page.meta.date || told.dataset.undated : one(kind);
    return element("li", { className: "story" }, title, excerpt, element("p", { className: "meta" }, element("span", {}, about)));
  }

  // Pagefind's excerpt is text with <mark> and with < and > escaped.
  function marked(excerpt) {
    const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return excerpt.split(/<\/?mark>/).map((text, n) => (n % 2 ? element("mark", {}, plain(text)) : plain(text)));
  }

  function cut(page) {
    const parts = marked(page.excerpt), plain = parts.map((part) => part.textContent ?? part).join("").trim();
    return [page.content.startsWith(plain) ? "" : "… ", ...parts, page.content.endsWith(plain) ? "" : " …"];
  }

  // The sentence that holds the word which weighs most.
  function nearest(page) {
    const sentences = (page.anchors || []).filter((a) => /^s\d+$/.test(a.id)).sort((a, b) => a.location - b.location);
    const inside = (page.weighted_locations || []).filter((w) => sentences.length && w.location >= sentences[0].location);
    const best = inside.sort((a, b) => b.balanced_score - a.balanced_score || a.location - b.location)[0];
    return best && sentences.findLast((a) => a.location <= best.location).id;
  }

  const one = (kind) => [...form.elements.kind.options].find((o) => o.value === kind)?.dataset.one || kind || "";

  function offer({ filters: here, totalFilters: everywhere }) {
    for (const select of filters) {
      const counts = (select.value ? everywhere : here)[select.name] || {};
      if (select.name === "kind") {
        for (const option of select.options) if (option.value) label(option, counts[option.value]);
      } else fill(select, Object.entries(counts).filter(([, n]) => n));
    }
  }

  const label = (option, n) => { option.textContent = option.dataset.label + (n ? ` (${n.toLocaleString(document.documentElement.lang)})` : ""); };

  function fill(select, counts) {
    const latest = (a, b) => (a[0] === "undated") - (b[0] === "undated") || b[0].localeCompare(a[0]);
    const most = (a, b) => b[1] - a[1] || a[0].localeCompare(b[0]);
    const chosen = select.value, shown = counts.sort(select.name === "year" ? latest : most);
    const kept = select.name === "year" ? shown : shown.slice(0, CHOICES);
    if (chosen && !kept.some(([value]) => value === chosen)) kept.unshift([chosen, Object.fromEntries(shown)[chosen] || 0]);
    select.replaceChildren(select.options[0], ...kept.map(([value, n]) => choice(value, n)));
    select.value = chosen;
  }

  function choice(value, n) {
    const option = element("option", { value });
    option.dataset.label = value === "undated" ? told.dataset.undated : value;
    label(option, n);
    return option;
  }

  // The address says what is asked; what it says is asked when the page opens, and on the way back.
  function fromAddress() {
    const given = new URLSearchParams(location.search);
    words.value = given.get("q") || "";
    for (const select of choices) {
      const value = given.get(select.name) || "";
      if (value && ![...select.options].some((o) => o.value === value)) select.append(choice(value, 0));
      select.value = value;
    }
    search(wanted());
  }

  function ask(write) {
    clearTimeout(timer);
    const given = wanted(), query = given.toString();
    if (`?${query}` !== (location.search || "?")) history[write](null, "", query ? `?${query}` : location.pathname);
    search(given);
  }

  if (location.protocol === "file:") {
    say("file");
    form.hidden = true;
    return;
  }
  for (const option of form.elements.kind.options) option.dataset.label = option.textContent;
  form.addEventListener("submit", (event) => { event.preventDefault(); ask("pushState"); });
  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE, "replaceState"); });
  for (const select of choices) select.addEventListener("change", () => ask("pushState"));
  narrow.addEventListener("toggle", () => { if (narrow.open) count(); });
  more.addEventListener("click", showMore);
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
