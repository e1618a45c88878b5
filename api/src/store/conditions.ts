import type { Standing } from "@throughline/shared/weigh-row.ts";

/** Every condition that a write is made on, by what it means. */
export interface Condition {
  ConditionExpression: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/** Nothing stands under this key yet: the first write wins. */
export const isNew: Condition = { ConditionExpression: "attribute_not_exists(pk)" };

/** Nobody saved since `version` was read. */
export const isStillAtVersion = (version: number): Condition =>
  version === 0
    ? isNew
    : {
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": version },
      };

/** Nothing stands there, or what names an earlier last day. */
export const isLaterDay = (lastDay: string): Condition => ({
  ConditionExpression: "attribute_not_exists(pk) OR #lastDay < :lastDay",
  ExpressionAttributeNames: { "#lastDay": "lastDay" },
  ExpressionAttributeValues: { ":lastDay": lastDay },
});

/** What stands there was not built from later events than these. */
export const isOfNoLaterGeneration = (generation: number): Condition => ({
  ConditionExpression: "attribute_not_exists(pk) OR #generation <= :generation",
  ExpressionAttributeNames: { "#generation": "generation" },
  ExpressionAttributeValues: { ":generation": generation },
});

/** Nothing stands there, or what an earlier source said: not the order of arrival decides. */
export const isNewerThanStored = (stamp: string): Condition => ({
  ConditionExpression: "attribute_not_exists(pk) OR #stamp < :stamp",
  ExpressionAttributeNames: { "#stamp": "stamp" },
  ExpressionAttributeValues: { ":stamp": stamp },
});

/** Nothing stands there, or what a later source said: the earliest one is kept. */
export const isOlderThanStored = (stamp: string): Condition => ({
  ...isNewerThanStored(stamp),
  ConditionExpression: "attribute_not_exists(pk) OR #stamp > :stamp",
});

/** Nothing stands there, or an earlier instant. */
export const isLaterTick = (at: string): Condition => ({
  ConditionExpression: "attribute_not_exists(pk) OR #at < :at",
  ExpressionAttributeNames: { "#at": "at" },
  ExpressionAttributeValues: { ":at": at },
});

/** What was read is still what stands there; undefined: nothing does. */
export const isStillStanding = (known: Standing | undefined): Condition =>
  known === undefined
    ? isNew
    : {
        ConditionExpression: `#stamp = :stamp AND ${
          known.floor === undefined ? "attribute_not_exists(#floor)" : "#floor = :floor"
        }`,
        ExpressionAttributeNames: { "#stamp": "stamp", "#floor": "floor" },
        ExpressionAttributeValues: {
          ":stamp": known.stamp,
          ...(known.floor !== undefined && { ":floor": known.floor }),
        },
      };
