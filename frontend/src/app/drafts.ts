// What was typed is never lost: kept on this machine at once, on the server every five seconds.
//
// <form data-draft="do:WY-…:find-violation" data-draft-url="…">
// data-draft      names the draft; the same name on a later page brings it back
// data-draft-url  takes the form's fields by POST, answers 2xx, and forgets them when the form is done
// A field inside [data-private] (name, phone, identity) is never kept on the machine, only on the server.
// Values the server kept come in a <script type="application/json"> inside the form, as {saved_at, values}.
import { call, clockTime, say, showLine } from "./live";
import { word } from "./words";

type Values = Record<string, string[]>;
type Draft = { at: number; values: Values; sent?: boolean };
type Kept = { saved_at: string; values: Values };

const SERVER_MS = 5000;
const PREFIX = "ag.draft.";
let lost = false;

function keyOf(form: HTMLFormElement): string {
  return `${PREFIX}${document.body.dataset.person ?? ""}.${form.dataset.draft!}`;
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function skipped(control: Element): boolean {
  return control.matches("[type=hidden], [type=password], [type=file], [name=csrfmiddlewaretoken]");
}

/** The fields of a form as name → values; private ones only where the caller may have them. */
export function valuesOf(form: HTMLFormElement, withPrivate: boolean): Values {
  const values: Values = {};
  for (const control of form.elements) {
    if (!(control instanceof HTMLElement) || !("name" in control) || skipped(control)) continue;
    if (!withPrivate && control.closest("[data-private]")) continue;
    const name = String(control.name);
    if (!name || !("value" in control)) continue;
    const list = (values[name] ??= []);
    if (control instanceof HTMLSelectElement) list.push(...[...control.selectedOptions].map((one) => one.value));
    else if (!(control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type) && !control.checked))
      list.push(String(control.value));
  }
  return values;
}

export function fill(form: HTMLFormElement, values: Values): void {
  for (const control of form.elements) {
    if (!("name" in control) || skipped(control)) continue;
    const kept = values[String(control.name)];
    if (!kept) continue;
    if (control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type))
      control.checked = kept.includes(control.value);
    else if (control instanceof HTMLSelectElement)
      for (const option of control.options) option.selected = kept.includes(option.value);
    else if ("value" in control) control.value = kept[0] ?? "";
  }
  form.dispatchEvent(new CustomEvent("ag:filled"));
}

function empty(values: Values): boolean {
  return Object.values(values).every((list) => list.every((value) => !value.trim()));
}

function note(form: HTMLFormElement, words: string): void {
  const place = form.querySelector<HTMLElement>("[data-draft-note]");
  if (place) place.textContent = words;
}

function keep(form: HTMLFormElement): void {
  const draft: Draft = { at: Date.now(), values: valuesOf(form, false) };
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(draft));
  } catch {
    // a full store still leaves the server's copy
  }
}

async function send(form: HTMLFormElement): Promise<void> {
  delete form.dataset.draftDue;
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams();
  for (const [name, list] of Object.entries(valuesOf(form, true))) for (const value of list) body.append(name, value);
  try {
    const answer = await fetch(form.dataset.draftUrl!, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
      redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      showLine(word("expired"));
      return;
    }
    if (!answer.ok) return;
    note(form, word("saved", { time: clockTime() }));
    if (lost) {
      lost = false;
      showLine(word("online", { time: clockTime() }), 6);
      say(word("online", { time: clockTime() }));
    }
  } catch {
    lineLost(form);
  }
}

function lineLost(form: HTMLFormElement): void {
  form.dataset.draftDue = "1";
  if (lost) return;
  lost = true;
  showLine(word("offline"));
  call(word("offline"));
}

/** Keeps now, and on the server too where it has a place. */
export function keepNow(form: HTMLFormElement): void {
  keep(form);
  if (form.dataset.draftUrl) void send(form);
  else note(form, word("kept", { time: clockTime() }));
  say(word("draft"));
}

/** Brings back the newer of the two copies, unless the server already answered with what was typed. */
function restore(form: HTMLFormElement): void {
  const holder = form.querySelector("script[type='application/json']");
  const server = holder ? (JSON.parse(holder.textContent || "null") as Kept | null) : null;
  const local = read(keyOf(form));
  if (form.querySelector("#error-summary, .ag-conflict")) return;
  const localNewer = local && (!server || local.at > Date.parse(server.saved_at));
  const values = { ...(server?.values ?? {}), ...(localNewer ? local.values : {}) };
  if (empty(values)) return;
  fill(form, values);
  const at = clockTime(localNewer ? new Date(local.at) : new Date(server!.saved_at));
  note(form, word("restored", { time: at }));
  const offer = form.querySelector<HTMLElement>("[data-draft-offer]");
  if (offer) offer.hidden = false;
  say(word("restored", { time: at }));
}

/** Sent drafts are dropped on the next page that is no error and no log-in; until then they can come back. */
function dropSent(): void {
  if (!document.body.dataset.person || document.querySelector("[data-failed]")) return;
  const here = new Set([...document.querySelectorAll<HTMLFormElement>("form[data-draft]")].map(keyOf));
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !here.has(key) && read(key)?.sent) localStorage.removeItem(key);
  }
}

export function markSent(form: HTMLFormElement): void {
  const draft = read(keyOf(form));
  if (draft) localStorage.setItem(keyOf(form), JSON.stringify({ ...draft, sent: true }));
}

function forget(form: HTMLFormElement): void {
  localStorage.removeItem(keyOf(form));
  form.reset();
  const offer = form.querySelector<HTMLElement>("[data-draft-offer]");
  if (offer) offer.hidden = true;
  note(form, "");
  if (form.dataset.draftUrl) void send(form);
}

function watch(form: HTMLFormElement): void {
  if (form.dataset.watched) return;
  form.dataset.watched = "1";
  restore(form);
  form.addEventListener("input", () => {
    keep(form);
    form.dataset.draftDue = "1";
    if (!form.dataset.draftUrl) note(form, word("kept", { time: clockTime() }));
  });
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-draft-act]");
    if (button?.getAttribute("data-draft-act") === "keep") keepNow(form);
    if (button?.getAttribute("data-draft-act") === "forget") forget(form);
  });
}

export function watchDrafts(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) watch(form);
}

function sendDue(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft-url]")) {
    if (form.dataset.draftDue && !form.dataset.sending) void send(form);
  }
}

/** The log-in page says so when something typed is waiting for this person to come back. */
function promise(): void {
  const line = document.querySelector<HTMLElement>("[data-expired]");
  if (line) line.hidden = !Object.keys(localStorage).some((key) => key.startsWith(PREFIX));
}

export function startDrafts(): void {
  promise();
  dropSent();
  watchDrafts(document);
  window.setInterval(sendDue, SERVER_MS);
  window.addEventListener("online", sendDue);
  // a person who logs out leaves nothing behind on a shared desk
  document.addEventListener("submit", (event) => {
    if (!(event.target as Element).matches("[data-logout]")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  });
}
