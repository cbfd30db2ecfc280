// What was typed is never lost: kept on this machine at once, on the server every five seconds.
//
// <form data-draft="…" data-draft-url="…">
// data-draft      names the draft; the same name on a later page brings it back
// data-draft-url  takes the form's fields by POST and answers {saved_at, revision, other}
// A field inside [data-private] (name, phone, identity) is never kept on the machine, only on the server.
// What the server kept comes in a <script type="application/json"> inside the form, in the same shape with its values.
import { fill, isEmpty, type Values, valuesOf } from "./fields";
import { call, clockTime, say, showLine } from "./live";
import { word } from "./words";

type Other = { saved_at: string; values: Values };
type Kept = { saved_at: string; revision: number; values: Values; other: Other | null };
/** The copy on this machine. `due`: not yet on the server; `revision`: the last one of the server it knew. */
type Copy = { at: number; values: Values; revision: number; due: boolean; sent?: boolean };
/** What a form knows of its draft while the page is open. */
type Known = { revision: number; other: Other | null; due: boolean; sending: boolean };

const SERVER_MS = 5000;
const PREFIX = "ag.draft.";
const known = new WeakMap<HTMLFormElement, Known>();
let lost = false;
let expired = false;

function of(form: HTMLFormElement): Known {
  const found = known.get(form) ?? { revision: 0, other: null, due: false, sending: false };
  known.set(form, found);
  return found;
}

function keyOf(form: HTMLFormElement): string {
  return `${PREFIX}${document.body.dataset.person ?? ""}.${form.dataset.draft!}`;
}

function copyOf(key: string): Copy | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Copy | null;
  } catch {
    return null;
  }
}

function store(key: string, copy: Copy): void {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
  } catch {
    // a full store still leaves the server's copy
  }
}

function keep(form: HTMLFormElement): void {
  const { revision, due } = of(form);
  store(keyOf(form), { at: Date.now(), values: valuesOf(form, false), revision, due });
}

function note(form: HTMLFormElement, words: string): void {
  const place = form.querySelector<HTMLElement>("[data-draft-note]");
  if (place) place.textContent = words;
}

function hidden(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? "";
}

/** A log-in in another window changes the token: the page goes on with the present one. */
function freshToken(): void {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (!token) return;
  for (const one of document.querySelectorAll<HTMLInputElement>("[name=csrfmiddlewaretoken]")) one.value = token;
}

async function send(form: HTMLFormElement, leaving = false): Promise<void> {
  const mine = of(form);
  if (mine.sending && !leaving) return;
  mine.sending = true;
  mine.due = false;
  freshToken();
  const body = new URLSearchParams();
  for (const [name, list] of Object.entries(valuesOf(form, true))) for (const value of list) body.append(name, value);
  try {
    const answer = await fetch(form.dataset.draftUrl!, {
      method: "POST",
      body,
      headers: {
        "X-CSRFToken": hidden(form, "csrfmiddlewaretoken"),
        "X-Draft-Revision": String(mine.revision),
        "X-Draft-Opening": hidden(form, "idempotency_key"),
      },
      redirect: "manual",
      keepalive: leaving,
    });
    await answered(form, answer);
  } catch {
    mine.due = true;
    lineLost();
  } finally {
    mine.sending = false;
  }
}

async function answered(form: HTMLFormElement, answer: Response): Promise<void> {
  const mine = of(form);
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    mine.due = expired = true;
    const back = `/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
    showLine(word("expired"), 0, { href: back, words: word("login") });
    return;
  }
  if (!answer.ok) {
    if (answer.status === 400) note(form, word("big"));
    return;
  }
  const kept = (await answer.json()) as Omit<Kept, "values">;
  mine.revision = kept.revision;
  if (!mine.due) keep(form);
  note(form, word("saved", { time: clockTime() }));
  if (lost || expired) {
    const time = clockTime();
    const words = expired ? word("again", { time }) : word("online", { time });
    lost = expired = false;
    showLine(words, 6);
    say(words);
  }
  if (kept.other && JSON.stringify(kept.other) !== JSON.stringify(mine.other)) {
    showOther(form, kept.other);
    call(word("other", { time: clockTime(new Date(kept.other.saved_at)) }));
  }
}

function lineLost(): void {
  if (lost) return;
  lost = true;
  showLine(word("offline"));
  call(word("offline"));
}

/** Another window wrote at this form: its text stays, one press away. */
function showOther(form: HTMLFormElement, other: Other | null): void {
  of(form).other = other;
  const line = form.querySelector<HTMLElement>("[data-draft-other]");
  if (!line) return;
  line.hidden = !other;
  const words = line.querySelector("[data-draft-other-words]");
  if (words && other) words.textContent = word("other", { time: clockTime(new Date(other.saved_at)) });
}

function swap(form: HTMLFormElement): void {
  const { other } = of(form);
  if (!other) return;
  const mine = { saved_at: new Date().toISOString(), values: valuesOf(form, true) };
  fill(form, other.values);
  showOther(form, mine);
  keepNow(form);
}

/** Keeps now, and on the server too where it has a place. */
export function keepNow(form: HTMLFormElement): void {
  of(form).due = Boolean(form.dataset.draftUrl);
  keep(form);
  if (form.dataset.draftUrl) void send(form);
  else note(form, word("kept", { time: clockTime() }));
  say(word("draft"));
}

/** Which text a form begins with: what this machine could not send yet, else what the server has. */
function chosen(local: Copy | null, server: Kept | null): { values: Values; at: Date; due: boolean } | null {
  const stale = local && server && !local.due && server.revision > local.revision;
  if (local && !stale && (local.due || !server))
    return { values: { ...server?.values, ...local.values }, at: new Date(local.at), due: local.due };
  return server && { values: server.values, at: new Date(server.saved_at), due: false };
}

/** Brings the text back, unless the server already answered with what was typed. */
function restore(form: HTMLFormElement): void {
  const holder = form.querySelector("script[type='application/json']");
  const server = holder ? (JSON.parse(holder.textContent || "null") as Kept | null) : null;
  const local = copyOf(keyOf(form));
  const mine = of(form);
  mine.revision = server?.revision ?? 0;
  if (form.querySelector("#error-summary[data-typed], .ag-conflict")) return;
  const found = chosen(local, server);
  showOther(form, server?.other ?? null);
  if (!found || isEmpty(found.values)) return;
  if (found.due && form.dataset.draftUrl) {
    mine.due = true;
    mine.revision = local!.revision;
  }
  fill(form, found.values);
  note(form, word("restored", { time: clockTime(found.at) }));
  const offer = form.querySelector<HTMLElement>("[data-draft-offer]");
  if (offer) offer.hidden = false;
  say(word("restored", { time: clockTime(found.at) }));
}

/** Sent drafts are dropped on the next page that is no error and no log-in; until then they can come back. */
function dropSent(): void {
  if (!document.body.dataset.person || document.querySelector("[data-failed]")) return;
  const here = new Set([...document.querySelectorAll<HTMLFormElement>("form[data-draft]")].map(keyOf));
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && !here.has(key) && copyOf(key)?.sent) localStorage.removeItem(key);
  }
}

export function markSent(form: HTMLFormElement): void {
  of(form).due = false;
  freshToken();
  const copy = copyOf(keyOf(form));
  if (copy) store(keyOf(form), { ...copy, sent: true });
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
  const changed = (): void => {
    of(form).due = true;
    keep(form);
    if (!form.dataset.draftUrl) note(form, word("kept", { time: clockTime() }));
  };
  form.addEventListener("input", changed);
  form.addEventListener("ag:chosen", changed);
  form.addEventListener("click", (event) => {
    const act = (event.target as Element).closest("[data-draft-act]")?.getAttribute("data-draft-act");
    if (act === "keep") keepNow(form);
    if (act === "forget") forget(form);
    if (act === "swap") swap(form);
  });
}

export function watchDrafts(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) watch(form);
}

function due(): HTMLFormElement[] {
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-draft-url]")];
  return forms.filter((form) => of(form).due && !form.dataset.sending);
}

function sendDue(): void {
  for (const form of due()) void send(form);
}

/** Whether something typed is not yet on the server. */
export function isDue(form: HTMLFormElement): boolean {
  return of(form).due;
}

/** Before one goes on as somebody else everything goes to the server. Who logs out leaves nothing on a shared desk. */
async function leave(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  await Promise.race([Promise.all(due().map((one) => send(one))), new Promise((go) => window.setTimeout(go, 3000))]);
  if (form.matches("[data-logout]"))
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  // a form sent by script says nothing of the button that was pressed
  if (submitter instanceof HTMLButtonElement && submitter.name)
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

/** What could not be sent with its form is kept again. */
export function markDue(form: HTMLFormElement): void {
  of(form).due = Boolean(form.dataset.draftUrl);
  keep(form);
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
  window.addEventListener("pagehide", () => due().forEach((form) => void send(form, true)));
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-sends-drafts]")) return;
    event.preventDefault();
    void leave(form, event.submitter);
  });
}
