import { expect, test } from "vitest";
import { domains, matches, paths, sweep, unwanted } from "../../main/ts/cleanup";

test.each([
  ["_st_id", "_st_id", true],
  ["_st_id", "_st_id2", false],
  ["_st_*", "_st_visits", true],
  ["_st_*", "x_st_visits", false],
  ["*_end", "the_end", true],
  ["a*b*c", "aXbXc", true],
  ["a*b*c", "aXc", false],
  ["ab*ba", "aba", false],
  ["*", "anything", true],
])("%s means %s: %s", (pattern, name, expected) => {
  expect(matches(pattern, name)).toBe(expected);
});

test("only names of services without consent are unwanted, each in its kind", () => {
  const names = { stats: ["c_st_id", "l_st"], video: ["c_vid"] };
  expect(unwanted(names, ["video"], "c")).toEqual(["_st_id"]);
  expect(unwanted(names, ["video"], "l")).toEqual(["_st"]);
  expect(unwanted(names, ["video", "stats"], "c")).toEqual([]);
});

test("a name that a granted service declares too stays", () => {
  expect(unwanted({ a: ["cshared"], b: ["cshared"] }, ["b"], "c")).toEqual([]);
});

test("a cookie may lie on the host or any parent, at any path above", () => {
  expect(domains("www.shop.example")).toEqual(["", "www.shop.example", "shop.example", "example"]);
  expect(paths("/a/b")).toEqual(["/", "/a", "/a/", "/a/b"]);
  expect(paths("/")).toEqual(["/"]);
});

test("sweeping erases declared names and nothing else", () => {
  document.cookie = "_st_id=1; Path=/";
  document.cookie = "session=2; Path=/";
  localStorage.setItem("_st_visits", "3");
  localStorage.setItem("cart", "4");
  sweep({ stats: ["c_st_id", "l_st_*"] }, []);
  expect(document.cookie).toBe("session=2");
  expect(Object.keys(localStorage)).toEqual(["cart"]);
});

test("sweeping leaves alone what was granted", () => {
  localStorage.setItem("_st_visits", "3");
  sweep({ stats: ["l_st_*"] }, ["stats"]);
  expect(localStorage.getItem("_st_visits")).toBe("3");
});
