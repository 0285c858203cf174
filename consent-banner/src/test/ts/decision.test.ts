import { expect, test } from "vitest";
import { added, decisionOf } from "../../main/ts/decision";

test("a decision holds what the form held and the button that was pressed", () => {
  const fields: [string, string][] = [["layer", "1"], ["lang", "de"], ["shown", "T"], ["return", "/x"], ["s", "a"], ["s", "b"], ["p", "media"]];
  expect(decisionOf(fields, "save", "key")).toEqual({
    choice: "save", services: ["a", "b"], purposes: ["media"], layer: "1", shown: "T", lang: "de", key: "key",
  });
});

test("a form without switches grants nothing", () => {
  const decision = decisionOf([["layer", "1"]], "reject-all", "k");
  expect(decision.services).toEqual([]);
  expect(decision.purposes).toEqual([]);
});

test("what was added is what was not there before", () => {
  expect(added(["a"], ["a", "b"])).toEqual(["b"]);
  expect(added(["a"], [])).toEqual([]);
});
