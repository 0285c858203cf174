import { afterEach, expect, test, vi } from "vitest";
import { idempotencyKey, post } from "../../main/ts/client";
import { decisionOf } from "../../main/ts/decision";

const decision = decisionOf([], "reject-all", "k");
const saved = { receipt: null, granted: [], refused: ["a"] };

afterEach(() => vi.unstubAllGlobals());

function answers(...statuses: number[]): string[] {
  const bodies: string[] = [];
  vi.stubGlobal("fetch", (_: string, options: { body: string }) => {
    bodies.push(options.body);
    const status = statuses.shift()!;
    return status ? Promise.resolve({ ok: status < 300, status, json: () => saved }) : Promise.reject(new TypeError());
  });
  return bodies;
}

test("keys are random and long enough for the server", () => {
  expect(idempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(idempotencyKey()).not.toBe(idempotencyKey());
});

test("a busy server is asked once more with the same key", async () => {
  const bodies = answers(503, 201);
  await expect(post("/d", decision)).resolves.toEqual(saved);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
});

test("a network fault is tried once more, then told", async () => {
  const bodies = answers(0, 0);
  await expect(post("/d", decision)).rejects.toBe(503);
  expect(bodies).toHaveLength(2);
});

test("a refusal of the server is not repeated", async () => {
  const bodies = answers(422);
  await expect(post("/d", decision)).rejects.toBe(422);
  expect(bodies).toHaveLength(1);
});
