// What every page does; each part finds its own elements by data attributes and leaves other pages alone.
import "htmx.org";
import { startComboboxes } from "./combobox";
import { startDisplay } from "./display";
import { startDrafts } from "./drafts";
import { startDrawer } from "./drawer";
import { startForms } from "./forms";
import { startIntake } from "./intake";
import { startKeys } from "./keys";

startDisplay();
startDrafts();
startForms();
startDrawer();
startComboboxes();
startIntake();
startKeys();
