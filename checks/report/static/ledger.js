"use strict";
// Filters of the ledger, search and copy buttons. Without this script every page is complete; it only hides rows and copies text.
(function () {
  const form = document.getElementById("filters");
  if (form) {
    const selects = [...form.querySelectorAll("select")];
    const text = document.getElementById("by-text");
    const rows = [...document.querySelectorAll("table.ledger tbody tr")];
    const shown = document.getElementById("shown");

    const apply = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const fits = selects.every((select) => !select.value || row.dataset[select.dataset.key].split("|").includes(select.value));
        const content = row.textContent.toLowerCase();
        row.hidden = !(fits && words.every((word) => content.includes(word)));
        count += row.hidden ? 0 : 1;
      }
      shown.textContent = count === rows.length ? `${count} claims` : `${count} of ${rows.length} claims`;
      const state = new URLSearchParams();
      for (const select of selects) if (select.value) state.set(select.dataset.key, select.value);
      if (text.value) state.set("text", text.value);
      const hash = state.toString();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    };

    const state = new URLSearchParams(location.hash.slice(1));
    for (const select of selects) select.value = state.get(select.dataset.key) || "";
    for (const select of selects) if (select.selectedIndex < 0) select.value = "";
    text.value = state.get("text") || "";
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  const search = document.getElementById("search");
  if (search) {
    const words = document.getElementById("words");
    const entries = [...document.querySelectorAll(".entries > li")];
    const contents = entries.map((entry) => entry.textContent.toLowerCase());
    const found = document.getElementById("found");

    const look = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      entries.forEach((entry, place) => {
        entry.hidden = !wanted.every((word) => contents[place].includes(word));
        count += entry.hidden ? 0 : 1;
      });
      found.textContent = count === entries.length ? `${count} entries` : `${count} of ${entries.length} entries`;
    };

    words.value = new URLSearchParams(location.search).get("q") || "";
    search.hidden = false;
    search.addEventListener("input", look);
    search.addEventListener("submit", (event) => event.preventDefault());
    look();
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        getSelection().selectAllChildren(code);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
  }
})();
