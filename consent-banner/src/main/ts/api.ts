/** What the site's own scripts may call, as `window.choice`. */
export interface ChoiceApi {
  /** Goes to the settings. */
  open(): void;
  /** What is granted on this page. */
  decision(): { decided: boolean; granted: string[] };
  /** Calls back after each choice that was saved; the answer ends it. */
  on(event: "change", listener: (decision: { decided: boolean; granted: string[] }) => void): () => void;
}

type Listener = Parameters<ChoiceApi["on"]>[1];

/** Makes the API and the function that announces a change. */
export function makeApi(settings: string, decided: boolean, granted: string[]): [ChoiceApi, (now: string[]) => void] {
  const listeners = new Set<Listener>();
  let state = { decided, granted };
  const api: ChoiceApi = {
    open: () => location.assign(settings),
    decision: () => state,
    on: (_, listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const announce = (now: string[]): void => {
    state = { decided: true, granted: now };
    listeners.forEach((listener) => listener(state));
  };
  return [api, announce];
}
