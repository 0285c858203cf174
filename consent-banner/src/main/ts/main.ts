/** Enhances what the server rendered. Everything here also works without it. */
import { makeApi } from "./api";
import { forgetPages, Names, sweep } from "./cleanup";
import { idempotencyKey, post, Saved } from "./client";
import { added, decisionOf } from "./decision";
import { close, open, say } from "./dialog";
import { dirty, fetchAnew, fitPlaceholders, isFetchable, stayHome } from "./page";
import { refusedBySignal } from "./signals";

/** Put around this bundle by the server: names that services declared to store, the same for everybody. */
declare const choiceNames: Names;

stayHome();
const self = document.currentScript as HTMLScriptElement;
const prefix = self.src.replace(/a\/[^/]*\/[^/]*$/, "");
const split = (text: string | undefined): string[] => (text || "").split(" ").filter(Boolean);
const granted = split(self.dataset.granted);
const panel = document.getElementById("choice-panel");
const reopen = document.getElementById("choice-reopen") as HTMLAnchorElement | null;
const [api, announce] = makeApi(reopen ? reopen.href : prefix, "decided" in self.dataset, granted);
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("choice") : null;
let stopped = false;
let unreachable = false;

/** Whether this browser holds a choice. */
const decided = (): boolean => /(^|; )choice-set=1/.test(document.cookie);

/** Whether something on this page waits for one of these services. */
function waitedFor(services: string[]): boolean {
  const held = Array.from(document.querySelectorAll<HTMLElement>("[data-choice-service]"));
  return stopped || held.some((element) => services.includes(element.dataset.choiceService!));
}

/** Brings the page in line with what is granted now. */
function follow(saved: Saved, back: string): void {
  const now = saved.granted;
  const receipt = saved.receipt?.link;
  const gained = added(granted, now);
  const lost = added(now, granted);
  sweep(choiceNames, now);
  if (lost.length) forgetPages().catch(() => 0);
  announce(now);
  if (!lost.length && !(gained.length && waitedFor(gained))) return say("saved", receipt);
  if (isFetchable(back) && !dirty()) return fetchAnew();
  say("later", receipt);
}

/** What the server holds is in the settings page; a page that came back from a cache is held against it. */
async function recheck(): Promise<void> {
  const answer = await fetch(prefix, { credentials: "same-origin", cache: "no-store" });
  const now = /data-granted="([^"]*)"/.exec(await answer.text());
  if (now && added(split(now[1]), granted).length) fetchAnew();
}

async function submit(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const buttons = panel!.querySelectorAll("button");
  const error = panel!.querySelector<HTMLElement>(".choice-error")!;
  const fields = Array.from(new FormData(form).entries());
  error.textContent = "";
  buttons.forEach((each) => (each.disabled = true));
  try {
    const saved: Saved = await post(form.action, decisionOf(fields, button.value, idempotencyKey()));
    close(panel!);
    tabs?.postMessage(1);
    follow(saved, String(new FormData(form).get("return")));
  } catch (status) {
    // A page that lay open too long, or whose own policy forbids fetch: the form itself leads to the settings, which ask again.
    if (unreachable || (status !== 503 && status !== 429)) return sendForm(form, button.value);
    buttons.forEach((each) => (each.disabled = false));
    button.focus();
    error.textContent = document.getElementById("choice-status")!.dataset.error!;
  }
}

/** Where a page may send no form, the settings are a link away and ask again. */
const toSettings = (): void => location.assign((document.getElementById("choice-settings") as HTMLAnchorElement).href);

/** Sends the form as it would go without this script. */
function sendForm(form: HTMLFormElement, choice: string): void {
  const field = form.appendChild(document.createElement("input"));
  field.type = "hidden";
  field.name = "choice";
  field.value = choice;
  form.submit();
}

/** The switch of a purpose stands for its services: on, off or mixed. */
function tieSwitches(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLFieldSetElement>("fieldset").forEach((set) => {
    const whole = set.querySelector<HTMLInputElement>("[name=p]")!;
    const each = Array.from(set.querySelectorAll<HTMLInputElement>("[name=s]"));
    const show = (): void => {
      whole.checked = each.every((box) => box.checked);
      whole.indeterminate = !whole.checked && each.some((box) => box.checked);
    };
    set.addEventListener("change", (event) => {
      if (event.target === whole) each.forEach((box) => (box.checked = whole.checked));
      show();
    });
    show();
  });
}

/** A double click on a form that goes without this script's help still makes one record. */
function keyed(form: HTMLFormElement): void {
  const key = form.appendChild(document.createElement("input"));
  key.type = "hidden";
  key.name = "key";
  key.value = idempotencyKey();
}

addEventListener("securitypolicyviolation", (event) => {
  if (event.disposition !== "enforce") return;
  stopped = true;
  if (!event.blockedURI.startsWith(prefix)) return;
  unreachable = true;
  if (panel && event.effectiveDirective === "form-action") toSettings();
});
sweep(choiceNames, granted);
fitPlaceholders();

if (panel) {
  if (("unknown" in panel.dataset && decided()) || refusedBySignal()) close(panel);
  else open(panel);
  // Who decided on another page or in another tab is not asked again by one that was kept.
  addEventListener("pageshow", (event) => event.persisted && decided() && (dirty() ? close(panel) : fetchAnew()));
  tabs?.addEventListener("message", () => decided() && close(panel));
  panel.addEventListener("submit", (event) => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    if (!button) return; // An older browser does not say which button it was: the form goes on its own.
    event.preventDefault();
    submit(event.target as HTMLFormElement, button);
  });
}

document.querySelectorAll<HTMLFormElement>("#choice-embeds,.choice-page form").forEach(keyed);
const settings = document.getElementById("choice-form") as HTMLFormElement | null;
if (settings) {
  tieSwitches(settings);
  if (document.querySelector(".choice-withdrawn,.choice-saved")) {
    tabs?.postMessage(1);
    forgetPages().catch(() => 0);
  }
}

if (granted.length) {
  const check = (): void => void recheck().catch(() => 0);
  addEventListener("pageshow", (event) => event.persisted && check());
  document.addEventListener("prerenderingchange", check);
  if (tabs) tabs.onmessage = check;
}

const site = window as unknown as { choice?: unknown };
site.choice = site.choice || api;
