/** What this page is like: whether fetching it anew would cost the visitor something, and where placeholders go. */

/** Whether the visitor typed or ticked something that a new page would lose. */
export function dirty(): boolean {
  return Array.from(document.querySelectorAll<HTMLElement>("input,textarea,select")).some((field) => {
    if (field.closest("#choice-panel,#choice-form")) return false;
    if (field instanceof HTMLSelectElement) {
      const preset = Array.from(field.options).some((option) => option.hasAttribute("selected"));
      return Array.from(field.options).some((option, i) =>
        preset || field.multiple ? option.selected !== option.hasAttribute("selected") : option.selected && i > 0,
      );
    }
    const input = field as HTMLInputElement;
    if (/^(hidden|submit|button|reset|image|range|color)$/.test(input.type)) return false;
    if (/^(checkbox|radio)$/.test(input.type)) return input.checked !== input.defaultChecked;
    return input.value !== input.defaultValue;
  });
}

/** Fetches the page anew; never `reload()`, which posts again. With a fragment nothing would be fetched. */
export function fetchAnew(): void {
  location.replace(location.href.split("#")[0]);
}

/** Whether the page asked for at `back` is this one: a page that answered a POST names another one there. */
export const isFetchable = (back: string): boolean => back === location.pathname + location.search;

/** A placeholder takes the place and the size of the frame it stands for. */
export function fitPlaceholders(): void {
  document.querySelectorAll<HTMLElement>(".choice-embed").forEach((box) => {
    const frame = box.nextElementSibling;
    if (!frame) return;
    const style = getComputedStyle(frame);
    if (style.position === "absolute") box.classList.add("choice-fill");
    else if (/px$/.test(style.height)) box.style.cssText = `aspect-ratio:auto;min-height:${style.height}`;
  });
}

/** A base address of another origin, whoever puts it in and whenever, leads none of our forms and links away. */
export function stayHome(): void {
  const ours = "#choice-panel,#choice-reopen,#choice-embeds,.choice-embed";
  for (const name of ["href", "action", "formaction"]) {
    document.querySelectorAll(`[${name}^="/"]`).forEach((link) => {
      const path = link.getAttribute(name)!;
      if (path[1] !== "/" && link.closest(ours)) link.setAttribute(name, location.origin + path);
    });
  }
}
