(() => {
  if (matchMedia("(max-width: 900px)").matches) for (const fold of document.querySelectorAll("#filters, .legend")) fold.open = false;
  filtering([...document.querySelectorAll("tbody tr")], "utterances", () => {});
})();
