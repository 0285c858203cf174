/** What the visitor decided, as the server reads it. Pure: no DOM, no network. */
export interface Decision {
  choice: string;
  services: string[];
  purposes: string[];
  layer: string;
  shown: string;
  lang: string;
  key: string;
}

/** Builds the decision from the form's fields and the button that was pressed. */
export function decisionOf(fields: Iterable<[string, unknown]>, choice: string, key: string): Decision {
  const decision: Decision = { choice, services: [], purposes: [], layer: "", shown: "", lang: "", key };
  for (const [name, value] of fields) {
    const text = String(value);
    if (name === "s") decision.services.push(text);
    else if (name === "p") decision.purposes.push(text);
    else if (name === "layer" || name === "shown" || name === "lang") decision[name] = text;
  }
  return decision;
}

/** What of `after` was not in `before`. */
export const added = (before: string[], after: string[]): string[] => after.filter((id) => !before.includes(id));
