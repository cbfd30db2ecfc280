// A masked value shown in full: who looks and when is written across the page, and it goes by itself.
// <section data-closes-after="minutes" data-watermark="words">

const TIMES = 40;

function watermark(words: string): HTMLElement {
  const veil = document.createElement("div");
  veil.className = "ag-watermark";
  veil.setAttribute("aria-hidden", "true");
  for (let n = 0; n < TIMES; n++) veil.append(Object.assign(document.createElement("span"), { textContent: words }));
  return veil;
}

function end(shown: HTMLElement, veil: HTMLElement): void {
  veil.remove();
  if (!shown.isConnected) return;
  // in the drawer the way back closes it, on a page of its own it leads to the case
  const back = shown.querySelector<HTMLAnchorElement>("a[data-closes]");
  shown.replaceChildren(...(back ? [back] : []));
  back?.click();
}

/** Starts the clock of every value shown in `root`. */
export function watchRevealed(root: ParentNode): void {
  for (const shown of root.querySelectorAll<HTMLElement>("[data-closes-after]")) {
    const veil = watermark(shown.dataset.watermark ?? "");
    document.body.append(veil);
    const timer = window.setTimeout(() => end(shown, veil), Number(shown.dataset.closesAfter) * 60000);
    // closed before its time: the veil goes with the value
    const gone = new MutationObserver(() => {
      if (shown.isConnected) return;
      window.clearTimeout(timer);
      veil.remove();
      gone.disconnect();
    });
    gone.observe(document.body, { childList: true, subtree: true });
  }
}
