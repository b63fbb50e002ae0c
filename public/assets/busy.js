// Says that a form is on its way: its button is busy until the answer's page takes this one's place.
addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
  if (target.method === "post" && !defaultPrevented) submitter?.setAttribute("aria-busy", "true");
});

// The page that one comes back to is kept as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});
