// What every page does; each part finds its own elements by data attributes and leaves other pages alone.
import htmx from "htmx.org";
import { startComboboxes } from "./combobox";
import { startDesk } from "./desk";
import { startDisplay } from "./display";
import { startDrafts } from "./drafts";
import { startDrawer } from "./drawer";
import { startForms } from "./forms";
import { startIntake } from "./intake";
import { startKeys } from "./keys";
import { startLists } from "./lists";
import { startMaps } from "./maps";
import { startPins } from "./pins";
import { startPublic } from "./public";
import { startReception } from "./reception";
import { watchRevealed } from "./reveal";
import { startSearch } from "./search";

// The content policy allows neither inline styles nor eval; refusals are pages to show, not errors to hide.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  // going back asks the server again, and the browser finds its place in the page by itself
  refreshOnHistoryMiss: true,
  attributesToSettle: ["class", "width", "height"],
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "40[0349]|412|42[28]", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

startDisplay();
startDrafts();
startForms();
startDrawer();
startComboboxes();
startIntake();
startDesk();
startKeys();
startLists();
startSearch();
startPublic();
startMaps();
startPins();
startReception();
watchRevealed(document);
