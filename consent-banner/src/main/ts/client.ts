import { Decision } from "./decision";

/** The server's answer to a decision that it took. */
export interface Saved {
  receipt: { id: string; number: string; at: string; noticeVersion: string; validUntil: string; link?: string } | null;
  granted: string[];
  refused: string[];
}

/** A key under which the server recognises the same click again: a repetition never makes a second record. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Posts; a network fault or a busy server is tried once more with the same key. Fails with the status if the choice was not taken. */
export async function post(url: string, decision: Decision, triesLeft = 1): Promise<Saved> {
  let status = 0;
  try {
    const answer = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(decision),
    });
    if (answer.ok) return (await answer.json()) as Saved;
    status = answer.status;
  } catch (unreachable) {
    status = 503;
  }
  if (triesLeft > 0 && status === 503) {
    await new Promise((again) => setTimeout(again, 700));
    return post(url, decision, triesLeft - 1);
  }
  throw status;
}
