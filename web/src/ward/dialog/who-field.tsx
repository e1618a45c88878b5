import type { WardSnapshot } from "@throughline/shared/ward-api.ts";
import type { ReactNode } from "react";
import { Field } from "../../ui/field.tsx";
import type { Who } from "./resolve-actor.ts";

interface Props {
  staff: WardSnapshot["staff"];
  who: Who;
  problem: { problem: string; field: string } | undefined;
  onWho: (who: Who) => void;
}

/** Who is about to record something: by the ward's list, a badge, or a name. */
export const WhoField = ({ staff, who, problem, onWho }: Props): ReactNode => {
  const canReadBadges =
    globalThis.crypto?.subtle !== undefined && staff.some(({ badgeHash }) => badgeHash);
  const problemOf = (field: string) => (problem?.field === field ? problem.problem : undefined);
  const listed = staff.length > 0;
  return (
    <div className="ward-who">
      {listed && (
        <Field label="Who are you?" problem={problemOf("who")}>
          {(control) => (
            <select
              {...control}
              value={who.picked}
              onChange={({ target }) => onWho({ ...who, picked: target.value, badge: "" })}
            >
              <option value="">Choose your name</option>
              {staff.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {canReadBadges && (
        <Field label="Or your badge" problem={problemOf("badge")}>
          {(control) => (
            <input
              {...control}
              value={who.badge}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => onWho({ ...who, badge: target.value })}
            />
          )}
        </Field>
      )}
      {who.picked === "" && (
        <Field
          label={listed ? "Or a name that is not listed" : "Who are you?"}
          problem={listed ? undefined : problemOf("who")}
        >
          {(control) => (
            <input
              {...control}
              value={who.name}
              maxLength={80}
              autoComplete="off"
              onChange={({ target }) => onWho({ ...who, name: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
};
