// The two live regions of a page, and the line that says how the connection stands.

/** Spoken when there is a pause: counts, saved, found. */
export function say(words: string): void {
  announce("said", words);
}

/** Spoken at once: refused, lost. */
export function call(words: string): void {
  announce("called", words);
}

function announce(id: string, words: string): void {
  const region = document.getElementById(id);
  if (!region) return;
  region.textContent = "";
  // the same sentence twice is news only if the region was empty in between
  requestAnimationFrame(() => (region.textContent = words));
}

let hiding = 0;

/** Shows the state of the line; with `seconds` it goes by itself; `way` opens in a window of its own. */
export function showLine(words: string, seconds = 0, way?: { href: string; words: string }): void {
  const line = document.getElementById("line-state");
  if (!line) return;
  window.clearTimeout(hiding);
  line.textContent = words;
  if (way) {
    const link = Object.assign(document.createElement("a"), { href: way.href, textContent: way.words });
    link.target = "_blank";
    line.append(" ", link);
  }
  line.hidden = false;
  if (seconds) hiding = window.setTimeout(() => (line.hidden = true), seconds * 1000);
}

export function clockTime(moment = new Date()): string {
  return moment.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}
