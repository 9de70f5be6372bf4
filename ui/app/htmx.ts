import htmx from "htmx.org";

// Its type says read-only, its documentation says: set it before the page is ready.
Object.assign(htmx.config, {
  // The content security policy forbids evaluation and inline style; nothing here needs either.
  allowEval: false,
  includeIndicatorStyles: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  // A page taken from history must show the mesh as it is now, not as it was.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  responseHandling: [
    { code: "204", swap: false },
    // Who was signed out while typing is told beside what they typed.
    { code: "[23]..|401", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

export default htmx;
