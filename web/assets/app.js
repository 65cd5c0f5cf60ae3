// What the pages do beyond reading: they say what comes in while one looks.
"use strict";
(() => {
  const line = document.getElementById("live");
  if (line && window.EventSource) {
    const source = new EventSource(line.dataset.live);
    const first = {};
    source.addEventListener("state", (event) => {
      const now = JSON.parse(event.data);
      if (first.news === undefined) Object.assign(first, now);
      const parts = [];
      if (now.waiting > 0) parts.push(`${now.waiting} ${now.waiting === 1 ? "report waits" : "reports wait"} to be read`);
      if (now.reports > first.reports) parts.push(`${now.reports - first.reports} new ${now.reports - first.reports === 1 ? "report" : "reports"} since this page was opened`);
      if (now.news > first.news) parts.push("there is news");
      const text = parts.join(" · ");
      if (line.dataset.text === text) return;
      line.dataset.text = text;
      line.replaceChildren(text);
      if (now.news > first.news) {
        const again = document.createElement("a");
        again.href = location.href;
        again.append("load the page again");
        line.append(" ", again);
      }
    });
    addEventListener("pagehide", () => source.close());
  }
  // "/" leads to the search field, as elsewhere.
  addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || (at && at.matches("input, textarea, select"))) return;
    const find = document.getElementById("find");
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  });
})();
