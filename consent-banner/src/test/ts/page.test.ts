import { beforeEach, expect, test } from "vitest";
import { dirty, isFetchable } from "../../main/ts/page";

beforeEach(() => (document.body.innerHTML = ""));

test("an untouched form is clean, whatever it was filled with beforehand", () => {
  document.body.innerHTML = '<input value="x"><input type="checkbox" checked><textarea>t</textarea><select><option>a<option selected>b</select><select><option>a<option>b</select>';
  expect(dirty()).toBe(false);
});

test.each([
  ["input", (e: HTMLInputElement) => (e.value = "typed"), '<input value="x">'],
  ["checkbox", (e: HTMLInputElement) => (e.checked = true), '<input type="checkbox">'],
  ["text area", (e: HTMLInputElement) => (e.value = "typed"), "<textarea>t</textarea>"],
  ["select", (e: HTMLInputElement) => ((e as unknown as HTMLSelectElement).selectedIndex = 1), "<select><option>a<option>b</select>"],
])("a touched %s makes the page dirty", (_, touch, html) => {
  document.body.innerHTML = html;
  touch(document.body.firstElementChild as HTMLInputElement);
  expect(dirty()).toBe(true);
});

test("our own switches do not count", () => {
  document.body.innerHTML = '<form id="choice-form"><input type="checkbox"></form>';
  document.querySelector("input")!.checked = true;
  expect(dirty()).toBe(false);
});

test("only the page that the form comes back to is fetched anew", () => {
  expect(isFetchable(location.pathname + location.search)).toBe(true);
  expect(isFetchable("/_choice/")).toBe(false);
});
