import type { Attendance } from "@throughline/shared/site.ts";
import { idInKey, keys } from "./keys.ts";
import type { Table } from "./table.ts";

/** How many people really came, as the clinic entered it. */
export interface AttendanceStore {
  /** The days entered, in order; `from` and `to` included. */
  readRange(site: string, from: string, to: string): Promise<Attendance[]>;
  /** Null takes the entry back. */
  write(site: string, day: string, people: number | null): Promise<void>;
}

export const createAttendanceStore = (table: Table): AttendanceStore => ({
  async readRange(site, from, to) {
    const attendance: Attendance[] = [];
    const range = {
      pk: keys.sitePartition(site),
      between: [keys.attendance(site, from).sk, keys.attendance(site, to).sk] as [string, string],
    };
    for await (const page of table.pages(range)) {
      for (const item of page) {
        attendance.push({ day: idInKey(item.sk, 1), people: item.people as number });
      }
    }
    return attendance;
  },

  async write(site, day, people) {
    const key = keys.attendance(site, day);
    if (people === null) await table.remove(key);
    else await table.put({ ...key, people });
  },
});
