import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type AttendanceStore, createAttendanceStore } from "./attendance.ts";
import { type ClinicalStore, createClinicalStore } from "./clinical/create-clinical-store.ts";
import { brotli, type Compression } from "./compressed.ts";
import type { TableNames } from "./create-tables.ts";
import { createEventStore, type EventStore } from "./events.ts";
import { createExpiryStore, type ExpiryStore } from "./expiries.ts";
import { createGenerationStore, type GenerationStore } from "./generations.ts";
import { createGuideStore, type GuideStore } from "./guides.ts";
import { createLongVisitStore, type LongVisitStore } from "./long-visits.ts";
import { createSettingsStore, type SettingsStore } from "./settings.ts";
import { createSiteMarkStore, type SiteMarkStore } from "./site-marks.ts";
import { createSplitVisitStore, type SplitVisitStore } from "./split-visits.ts";
import { createSummaryStore, type SummaryStore } from "./summaries.ts";
import { openTable, type Pause } from "./table.ts";
import { createTabletStore, type TabletStore } from "./tablets.ts";
import { createUsedStationStore, type UsedStationStore } from "./used-stations.ts";
import { createVisitDayStore, type VisitDayStore } from "./visit-days.ts";

/** Everything that is kept, one member an aggregate. */
export interface Store {
  events: EventStore;
  generations: GenerationStore;
  summaries: SummaryStore;
  settings: SettingsStore;
  usedStations: UsedStationStore;
  visitDays: VisitDayStore;
  longVisits: LongVisitStore;
  splitVisits: SplitVisitStore;
  tablets: TabletStore;
  siteMarks: SiteMarkStore;
  attendance: AttendanceStore;
  guides: GuideStore;
  expiries: ExpiryStore;
  clinical: ClinicalStore;
}

/**
 * The store on DynamoDB, or on anything that speaks its protocol. `now` ages what it remembers;
 * `compression` and `pause` are what runs outside of this thread.
 */
export const createStore = ({
  client,
  tables,
  now,
  compression = brotli,
  pause,
}: {
  client: DynamoDBClient;
  tables: TableNames;
  now: () => number;
  compression?: Compression;
  pause?: Pause;
}): Store => {
  const flow = openTable(client, tables.flow, pause);
  return {
    events: createEventStore(flow),
    generations: createGenerationStore(flow),
    summaries: createSummaryStore(flow, compression),
    settings: createSettingsStore(flow, now),
    usedStations: createUsedStationStore(flow),
    visitDays: createVisitDayStore(flow),
    longVisits: createLongVisitStore(flow),
    splitVisits: createSplitVisitStore(flow),
    tablets: createTabletStore(flow),
    siteMarks: createSiteMarkStore(flow),
    attendance: createAttendanceStore(flow),
    guides: createGuideStore(flow, now, compression),
    expiries: createExpiryStore(flow),
    clinical: createClinicalStore(openTable(client, tables.clinical, pause), now),
  };
};
