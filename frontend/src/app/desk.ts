// My desk: a row whose thing is done folds into a sentence, and every minute the numbers are looked at again.
// Nothing moves under the hand: what is new waits behind a button.
import { say } from "./live";
import { word } from "./words";

const MINUTE = 60000;

type News = { counts: Record<string, number>; new: number };

/** The row says what was done, and the focus goes on to the next one. False where the record has no row here. */
export function foldRow(record: string, words: string): boolean {
  const row = document.querySelector<HTMLElement>(`[data-row][data-record="${record}"]`);
  if (!row) return false;
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const after = rows.slice(rows.indexOf(row) + 1);
  const next = [...after, ...rows].find((one) => one !== row && !one.hasAttribute("data-folded"));
  const line = document.createElement("div");
  line.className = "ag-row-done";
  line.textContent = `${row.querySelector("[data-open]")?.textContent?.trim() ?? ""}　${words}`;
  row.replaceChildren(line);
  row.setAttribute("data-folded", "");
  row.removeAttribute("data-row");
  say(words);
  const target = next?.querySelector<HTMLElement>(".ag-row-verb a, [data-open]");
  (target ?? document.getElementById("todo-title"))?.focus();
  void look();
  return true;
}

async function look(): Promise<void> {
  const bar = document.querySelector<HTMLElement>("[data-desk-news]");
  if (!bar || document.hidden) return;
  const address = `${bar.dataset.deskNews!}?since=${encodeURIComponent(bar.dataset.since!)}`;
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const news = (await answer.json()) as News;
  for (const place of document.querySelectorAll<HTMLElement>("[data-count]")) {
    const count = news.counts[place.dataset.count!];
    if (count !== undefined) place.textContent = count.toLocaleString("en-US");
  }
  if (!news.new) return;
  const words = word("news", { n: news.new });
  const place = bar.querySelector("[data-desk-words]");
  if (bar.hidden || place?.textContent !== words) say(words);
  if (place) place.textContent = words;
  bar.hidden = false;
}

export function startDesk(): void {
  const bar = document.querySelector<HTMLElement>("[data-desk-news]");
  if (!bar) return;
  window.setInterval(() => void look(), MINUTE);
  document.addEventListener("visibilitychange", () => void look());
  bar.querySelector("[data-desk-show]")?.addEventListener("click", () => window.location.reload());
}
