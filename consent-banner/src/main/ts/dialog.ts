/** The panel as a dialog that does not take the page away: no stolen focus, no trap, nothing hidden behind it. */
export function open(panel: HTMLElement): void {
  panel.hidden = false;
  const makeRoom = () =>
    document.documentElement.style.setProperty("--choice-space", panel.hidden ? "0px" : panel.offsetHeight + "px");
  makeRoom();
  addEventListener("resize", makeRoom);
  // Escape means "later": the panel goes for this page, nothing is decided.
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close(panel);
    document.getElementById("choice-reopen")?.focus();
  });
}

/** Takes the panel away. The next Tab goes on where the page begins, as the panel stood first in it. */
export function close(panel: HTMLElement): void {
  panel.hidden = true;
  document.documentElement.style.setProperty("--choice-space", "0px");
}

/** Says something: to screen readers always, to the eye where it matters for what comes next. */
export function say(text: "saved" | "later"): void {
  const status = document.getElementById("choice-status");
  if (!status) return;
  status.className = "choice-status" + (text === "saved" ? " choice-quiet" : "");
  status.hidden = false;
  status.textContent = status.dataset[text]!;
}
