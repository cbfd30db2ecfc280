// The drawer: on wide screens a link with data-drawer opens beside the page; elsewhere it is a page of its own.
import htmx from "htmx.org";
import { foldRow } from "./desk";
import { isDue, keepNow, watchDrafts } from "./drafts";
import { countAll, focusNews, offerPapers, release } from "./forms";
import { call } from "./live";
import { watchRevealed } from "./reveal";
import { word } from "./words";

const WIDE = matchMedia("(min-width: 1200px)");
let opener: HTMLElement | null = null;

function drawer(): HTMLDialogElement | null {
  return document.getElementById("drawer") as HTMLDialogElement | null;
}

/** Page actions rest while one writes; reading, selecting and scrolling go on. */
function rest(on: boolean): void {
  for (const part of document.querySelectorAll<HTMLElement>(".ag-side, .ag-head-tools, .ag-next, [data-page-action]"))
    part.inert = on;
}

function open(link: HTMLAnchorElement): void {
  opener = link;
  void htmx
    .ajax("get", link.href, { target: "#drawer-content", swap: "innerHTML" })
    .catch(() => window.location.assign(link.href));
}

function close(): void {
  const box = drawer();
  if (!box?.open) return;
  const form = box.querySelector<HTMLFormElement>("form[data-draft]");
  if (form && isDue(form)) keepNow(form);
  box.close();
  document.getElementById("drawer-content")?.replaceChildren();
  rest(false);
  opener?.focus();
}

/** New content: shown, watched, and the focus where the reader has to begin. */
function filled(content: HTMLElement): void {
  const box = drawer();
  if (!box || !content.childElementCount) return;
  if (!box.open) box.show();
  rest(true);
  watchDrafts(content);
  countAll(content);
  offerPapers(content);
  watchRevealed(content);
  if (!focusNews(content)) content.querySelector<HTMLElement>("#act-title")?.focus();
}

export function startDrawer(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[data-drawer]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link && plain && WIDE.matches && drawer()) {
      event.preventDefault();
      open(link);
    }
    if (target.closest("[data-closes]") && drawer()?.open) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Escape" || event.isComposing || event.keyCode === 229) return;
    const menu = document.querySelector<HTMLDetailsElement>("details.ag-menu[open]");
    if (menu) {
      menu.querySelector<HTMLElement>("summary")?.focus();
      menu.open = false;
    } else close();
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const content = event.target as HTMLElement;
    if (content.id === "drawer-content") filled(content);
  });
  // what was done from the desk: the row folds right here (the server sends this instead of leading on)
  document.body.addEventListener("ag:done", (event) => {
    const { record, words, url } = (event as CustomEvent<{ record: string; words: string; url: string }>).detail;
    opener = null;
    close();
    if (!foldRow(record, words)) window.location.assign(url);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as Element).closest("form");
    if (form) release(form);
  });
  document.body.addEventListener("htmx:sendError", () => call(word("offline")));
  document.body.addEventListener("htmx:responseError", () => call(word("failed")));
}
