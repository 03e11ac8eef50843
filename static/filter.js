// A box above a long list of names that leaves those which have what is typed.  Without this script the list is whole.
(() => {
  "use strict";
  const FEWEST = 20;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  for (const list of document.querySelectorAll("[data-filter]")) {
    const entries = [...list.querySelectorAll("li")].map((li) => [li, plain(li.querySelector("a").textContent)]);
    if (entries.length < FEWEST) continue;
    const box = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const label = document.createElement("label"), told = document.createElement("span"), line = document.createElement("p");
    told.setAttribute("role", "status");
    line.className = "sift";
    label.append(list.dataset.filter, " ", box);
    line.append(label, " ", told);
    list.before(line);
    box.addEventListener("input", () => {
      const wanted = plain(box.value.trim()).split(/\s+/);
      let n = 0;
      for (const [li, text] of entries) n += !(li.hidden = !wanted.every((word) => text.includes(word)));
      for (const section of list.querySelectorAll("section")) section.hidden = !section.querySelector("li:not([hidden])");
      const words = n ? list.dataset.left : list.dataset.none;
      told.textContent = box.value.trim() ? words.replace("{n}", n).replace("{all}", entries.length) : "";
    });
  }
})();
