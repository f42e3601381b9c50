// Searches the course in this page: a word matches where a word of the text begins with it; all words must match.
const fold = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function search(query, index) {
  const wanted = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (wanted.length === 0) return [];
  return index
    .map(entry => {
      const text = " " + fold(entry.heading + " " + entry.text).replace(/[^\p{L}\p{N}]+/gu, " ");
      const heading = " " + fold(entry.heading).replace(/[^\p{L}\p{N}]+/gu, " ");
      if (!wanted.every(word => text.includes(" " + word))) return null;
      const score = wanted.reduce((sum, word) => sum + text.split(" " + word).length - 1 + (heading.includes(" " + word) ? 20 : 0), 0);
      return { entry, score };
    })
    .filter(Boolean)
    .sort((a, b) => b.score - a.score)
    .slice(0, 30)
    .map(hit => hit.entry);
}

function around(text, query) {
  const at = Math.max(0, fold(text).indexOf(fold(query).split(/\s+/)[0]));
  const from = Math.max(0, at - 60);
  return (from > 0 ? "… " : "") + text.slice(from, at + 140) + (text.length > at + 140 ? " …" : "");
}

function show(query) {
  const hits = search(query, window.interleaveIndex);
  document.getElementById("count").textContent =
    hits.length === 0 ? `Nothing has “${query}”.` : `${hits.length} ${hits.length === 1 ? "place has" : "places have"} “${query}”.`;
  const list = document.getElementById("hits");
  list.replaceChildren(
    ...hits.map(hit => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = hit.page;
      link.textContent = hit.title + (hit.heading && hit.heading !== hit.title ? " · " + hit.heading : "");
      const text = document.createElement("div");
      text.textContent = around(hit.text, query);
      item.append(link, text);
      return item;
    }),
  );
}

const query = new URLSearchParams(location.search).get("q") ?? "";
if (document.getElementById("hits")) {
  document.getElementById("again").value = query;
  if (query) show(query);
}
