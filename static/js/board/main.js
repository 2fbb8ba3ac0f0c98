// The board: the server draws it and knows the rules; this makes it something one can take in the hand.

import { desk, facts } from "./desk.js";

if (desk) {
  if (facts.moves) {
    await import("./pointer.js");
    await import("./keys.js");
    await import("./tray.js");
    if (facts.lengths) await import("./length.js");
  }
  if (facts.inspector) await import("./inspector.js");
  if (facts.pulse) await import("./live.js");
  desk.dataset.ready = "";
}
