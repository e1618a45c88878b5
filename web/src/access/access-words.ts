/** What was read, by the route that told it. */
const words: Record<string, string> = {
  view: "A ward on a screen",
  "GET /wards/:ward": "A ward",
  "GET /patients": "The list of patients",
  "GET /patients/monitoring": "Who is over the threshold",
  "GET /patients/:id": "A patient",
  "GET /patients/:id/tests": "A patient’s tests",
  "POST /records/query": "Records",
  "POST /ward-settings/preview": "What a change of the rules would open",
  "POST /backtest": "A backtest",
  "GET /uploads/:id/rejected.csv": "Rejected rows of a file",
  "GET /access-log": "This log",
  "GET /ws": "News of alerts, as they open",
};

/** In words; what has none yet stays as it is logged. */
export const accessWords = (what: string): string => words[what.replace(" /api/v1/", " /")] ?? what;
