import type { Reason } from "@throughline/shared/site.ts";
import type { ReactNode } from "react";
import { CodedRows } from "./coded-rows.tsx";
import type { EditProps } from "./edit-props.ts";
import { freeCode } from "./rows.ts";

/** What patients may give as the reason of their visit: a list, so that nothing personal is typed. */
export const Reasons = (props: EditProps & { saved: readonly Reason[] }): ReactNode => {
  const { draft, problems, edit, saved } = props;
  return (
    <>
      <p className="quiet">
        Patients choose one of these; they cannot type. A reason that is no longer offered is
        retired, so that past visits keep its name.
      </p>
      <CodedRows
        list="reasons"
        noun="reason"
        rows={draft.reasons}
        problems={problems}
        whyKept={({ code }) =>
          saved.some((reason) => reason.code === code) ? "Past visits may carry it." : null
        }
        onChange={(reasons) => edit({ reasons })}
        onAdd={(key) => ({
          key,
          code: freeCode(
            "reason",
            draft.reasons.map(({ code }) => code),
          ),
          label: "",
          labels: {},
          retired: false,
          isNew: true,
        })}
      />
    </>
  );
};
