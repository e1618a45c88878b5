import { type Station, stationKinds } from "@throughline/shared/station.ts";
import type { ReactNode } from "react";
import { Field } from "../ui/field.tsx";
import { CodedRows } from "./coded-rows.tsx";
import type { StationRow } from "./draft.ts";
import type { EditProps } from "./edit-props.ts";
import { freeCode } from "./rows.ts";

const kindNames: Record<Station["kind"], string> = {
  entrance: "Entrance: a visit begins",
  service: "Step of the visit",
  exit: "Exit: a visit ends",
};

/** The places with a poster, in the order of a usual visit. */
export const Stations = (props: EditProps & { usedStations: readonly string[] }): ReactNode => {
  const { draft, problems, edit, usedStations } = props;
  return (
    <>
      <p className="quiet">
        In the order of a usual visit. A station that has scans can be retired but not deleted: it
        gets no new poster, and scans of old ones still count.
      </p>
      <CodedRows
        list="stations"
        noun="station"
        rows={draft.stations}
        problems={problems}
        whyKept={({ code, isNew }) =>
          !isNew && usedStations.includes(code) ? "It has recorded scans." : null
        }
        onChange={(stations) => edit({ stations })}
        onAdd={(key): StationRow => ({
          key,
          code: freeCode(
            "",
            draft.stations.map(({ code }) => code),
          ),
          label: "",
          labels: {},
          kind: "service",
          retired: false,
          isNew: true,
        })}
        extra={(row, change) => (
          <Field label={`What happens at ${row.label || "the new station"}`} labelHidden>
            {(control) => (
              <select
                {...control}
                value={row.kind}
                onChange={({ target }) => change({ kind: target.value as Station["kind"] })}
              >
                {stationKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {kindNames[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      />
    </>
  );
};
