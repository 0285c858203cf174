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

/** Says what became of the choice and offers the receipt, which after a refusal is to be had only now. Nothing waits for an answer. */
export function say(text: "saved" | "later", receipt?: string): void {
  const status = document.getElementById("choice-status");
  if (!status) return;
  const data = status.dataset;
  const link = document.createElement("a");
  const end = document.createElement("button");
  status.className = "choice-status";
  status.hidden = false;
  link.href = receipt || "";
  link.textContent = data.receipt!;
  end.type = "button";
  end.textContent = data.close!;
  end.onclick = () => (status.hidden = true);
  // A live region speaks of what changes after it is there.
  setTimeout(() => status.replaceChildren(data[text] + " ", ...(receipt ? [link, " "] : []), end), 50);
}
