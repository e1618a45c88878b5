import * as z from "zod/mini";
import type { OperationDeps } from "../../deps.ts";
import { describeError } from "../../log.ts";
import { decodeFormText } from "../../store/objects.ts";
import { readFileKey } from "./file-key.ts";
import { ingestFile } from "./ingest-file.ts";

const testEventSchema = z.looseObject({ Event: z.literal("s3:TestEvent") });
const recordSchema = z.looseObject({
  eventName: z.string(),
  s3: z.looseObject({ object: z.looseObject({ key: z.string() }) }),
});
const eventSchema = z.looseObject({ Records: z.array(z.unknown()) });

/**
 * Takes in the files that an S3 event names. Each record is taken by itself, in order; when any
 * failed the whole is rejected at its end, so that the event is delivered again: everything may be
 * done twice. What is no new file of a site is passed over with a log line that never holds a key.
 */
export const handleObjectEvents = async (
  deps: OperationDeps,
  event: unknown,
  ingest: typeof ingestFile = ingestFile,
): Promise<void> => {
  const passOver = (why: string) => deps.log("object-passed-over", { why });
  if (testEventSchema.safeParse(event).success) return passOver("test-event");
  const records = eventSchema.safeParse(event);
  if (!records.success) return passOver("unknown-event");
  const failures: unknown[] = [];
  for (const given of records.data.Records) {
    const record = recordSchema.safeParse(given);
    // S3 leaves the service's name out of the event's, what passes it on may put it in.
    if (!record.success || !/^(s3:)?ObjectCreated:/.test(record.data.eventName)) {
      passOver("other-event");
      continue;
    }
    const key = decode(record.data.s3.object.key);
    const named = key === undefined ? undefined : readFileKey(key);
    if (key === undefined || named === undefined) {
      passOver("foreign-key");
      continue;
    }
    const { site } = named;
    try {
      if (await deps.store.settings.read(site)) await ingest(deps, { site, key });
      else passOver("unknown-site");
    } catch (error) {
      deps.log("ingest-failed", { site, ...describeError(error) });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "Not all records were taken in");
};

const decode = (key: string): string | undefined => {
  try {
    return decodeFormText(key);
  } catch {
    return undefined;
  }
};
