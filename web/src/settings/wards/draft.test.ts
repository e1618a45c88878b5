import { defaultWardSettings, type WardSettings } from "@throughline/shared/ward.ts";
import { expect, it } from "vitest";
import { checkWardSettings } from "./check-ward-settings.ts";
import { emptyPolicy, fromDraft, readChannels, toDraft } from "./draft.ts";

const settings: WardSettings = {
  policy: {
    ...defaultWardSettings.policy,
    escalateAfterMinutes: null,
    mailTo: ["ward@example.org", "duty@example.org"],
    webhook: "https://pager.example.org/x",
  },
  wards: [
    { ward: "ICU", policy: { thresholdHours: 12, unviewedMinutes: null, showInitials: false } },
    { ward: "", policy: { mailTo: [], webhook: null, escalateAfterMinutes: 30 } },
  ],
  counting: { types: { rule: "except", names: ["CRP", "Full blood count"] }, statuses: ["final"] },
  staff: [
    { id: "ana", name: "Ana", wards: ["ICU"], badge: "B-1" },
    { id: "bo", name: "Bo", wards: [] },
  ],
};

it("gives the same settings back when nothing was edited", () => {
  for (const saved of [settings, defaultWardSettings]) {
    expect(fromDraft(toDraft(saved))).toEqual(saved);
    expect(checkWardSettings(saved).ok).toBe(true);
  }
});

it("leaves what is empty in a ward's own rules to those of all wards, and takes never as never", () => {
  const draft = toDraft(defaultWardSettings);
  const row = { ...emptyPolicy, key: "4B", ward: "4B", unviewedMinutes: " Never ", mailTo: "none" };
  expect(fromDraft({ ...draft, wards: [row] }).wards).toEqual([
    { ward: "4B", policy: { unviewedMinutes: null, mailTo: [] } },
  ]);
});

it("reads mail addresses by commas and lines, and says which field is wrong", () => {
  const draft = toDraft(defaultWardSettings);
  const policy = { ...draft.policy, mailTo: "a@b.org, c@d.org;\ne@f.org", thresholdHours: "" };
  const edited = fromDraft({
    ...draft,
    policy,
    counting: { ...draft.counting, statuses: "final\nordered" },
    staff: [{ key: "1", id: "ana", name: " ", wards: [], badge: "", isNew: true }],
  });
  expect(edited.policy.mailTo).toEqual(["a@b.org", "c@d.org", "e@f.org"]);
  const checked = checkWardSettings(edited);
  expect(checked.ok ? [] : [...checked.problems]).toEqual([
    ["policy.thresholdHours", "Enter a number."],
    ["counting.statuses", "“ordered”: a status that never counts."],
    ["staff.0.name", "Fill this in."],
  ]);
  const wrong = { ...settings, policy: { ...settings.policy, mailTo: ["a@b.org", "nobody"] } };
  const other = checkWardSettings(wrong);
  expect(other.ok ? [] : [...other.problems]).toEqual([
    ["policy.mailTo", "“nobody”: not a mail address."],
  ]);
});

it("shows a badge or a person that stands there twice at the second", () => {
  const twice = {
    ...settings,
    staff: [...settings.staff, { id: "cy", name: "Cy", wards: [], badge: "B-1" }],
  };
  const checked = checkWardSettings(twice);
  expect(checked.ok ? [] : [...checked.problems.keys()]).toEqual(["staff.2.badge"]);
});

it("tells the channels that are typed in a ward's own rules, not those of all wards", () => {
  expect(readChannels(emptyPolicy)).toEqual({ mailTo: [], webhook: null });
  expect(readChannels({ ...emptyPolicy, mailTo: "a@b.org", webhook: " https://x.org/y " })).toEqual(
    { mailTo: ["a@b.org"], webhook: "https://x.org/y" },
  );
});
