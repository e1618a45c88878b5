import type { CountingRule } from "@throughline/shared/lab-test.ts";
import type { FeedDocument, ListedFeed } from "@throughline/shared/upload-api.ts";
import { type ReactNode, useMemo, useState } from "react";
import { Facts } from "../../ui/facts.tsx";
import { formatEvery, kindWords } from "../../ui/files/file-words.ts";
import { formatFullTime } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { SaveBar } from "../save-bar.tsx";
import { SettingsForm } from "../settings-form.tsx";
import { useDraft } from "../use-draft.ts";
import { AsOfFields } from "./as-of-fields.tsx";
import { checkFeed } from "./check-feed.ts";
import { ColumnFields } from "./column-fields.tsx";
import { documentOf, fromDraft, type ProfileDraft, readsOtherwise, toDraft } from "./draft.ts";
import { FormatFields } from "./format-fields.tsx";
import { GeneralFields } from "./general-fields.tsx";
import { SampleSection } from "./sample-section.tsx";
import { saveFeed } from "./save-feed.ts";
import { StatusFields } from "./status-fields.tsx";
import { Tokens } from "./tokens.tsx";
import { type Sample, useSample } from "./use-sample.ts";

const parts = {
  feed: "The feed",
  sample: "Sample",
  format: "Format",
  columns: "Columns",
  statuses: "Statuses",
  "as-of": "As of",
  tokens: "Tokens",
};

const titles: Record<keyof FeedDocument, string> = {
  kind: "Its files",
  inUse: "In use",
  maxSilenceMinutes: "Maximum silence",
  profile: "How its files are read",
};

interface Props {
  site: string;
  feed: ListedFeed;
  timeZone: string;
  counting: CountingRule;
  onChanged: () => void;
}

/** Everything that people set about one feed; how it reads a sample is shown beside, as it is typed. */
export const FeedEditor = ({ site, feed, timeZone, counting, onChanged }: Props): ReactNode => {
  const loaded = useMemo(() => ({ version: feed.version, settings: documentOf(feed) }), [feed]);
  const settings = useDraft(
    {
      name: `${site}-feed-${feed.name}`,
      toDraft,
      fromDraft,
      check: checkFeed,
      save: (body) => saveFeed(site, feed.name, body),
    },
    { loaded, onSaved: onChanged },
  );
  const { base, draft, problems, edit } = settings;
  const [sample, setSample] = useState<Sample>();
  const { profile } = fromDraft(draft);
  const looked = useSample(sample, { profile, timeZone, counting });
  const report = looked.kind === "known" ? looked.report : undefined;
  const common = {
    draft,
    problems,
    edit,
    editProfile: (change: Partial<ProfileDraft>) =>
      edit({ profile: { ...draft.profile, ...change } }),
    sampleColumns: report?.columns.map(({ name }) => name).filter(Boolean) ?? [],
  };
  const unseen = readsOtherwise(profile, base.settings.profile) && report?.kind !== draft.kind;
  const submit = async () => {
    if (!settings.check()) return;
    if (!unseen) return settings.save();
    document.getElementById("sample")?.scrollIntoView();
    document.querySelector<HTMLElement>("#sample input")?.focus({ preventScroll: true });
  };
  return (
    <SettingsForm
      parts={feed.kind === "records" ? withoutStatuses : parts}
      onSubmit={submit}
      below={
        <Section id="tokens" title={parts.tokens}>
          <Tokens site={site} feed={feed} timeZone={timeZone} onChanged={onChanged} />
        </Section>
      }
    >
      <Section id="feed" title={parts.feed}>
        <Facts
          facts={[
            ["Its files", kindWords[feed.kind]],
            [
              "Last good file",
              feed.lastGoodAt ? formatFullTime(feed.lastGoodAt, timeZone) : "Never",
            ],
            ["Usually", feed.usualMinutes === null ? null : formatEvery(feed.usualMinutes)],
            [
              "Silent since",
              feed.inUse && feed.silentSince ? formatFullTime(feed.silentSince, timeZone) : null,
            ],
          ]}
        />
        <GeneralFields {...common} hasGoodFile={feed.lastGoodAt !== null} />
      </Section>
      <Section id="sample" title={parts.sample}>
        <SampleSection
          sample={sample}
          looked={looked}
          timeZone={timeZone}
          onSample={setSample}
          onGuess={common.editProfile}
        />
        {report?.kind && report.kind !== draft.kind && (
          <Notice
            meaning="overdue"
            title={`This is a file of ${kindWords[report.kind]}, and the feed sends ${kindWords[draft.kind]}.`}
            urgent
          />
        )}
      </Section>
      <Section id="format" title={parts.format}>
        <FormatFields {...common} />
      </Section>
      <Section id="columns" title={parts.columns}>
        <ColumnFields {...common} />
      </Section>
      {feed.kind !== "records" && (
        <Section id="statuses" title={parts.statuses}>
          <StatusFields
            {...common}
            met={[...feed.unknownStatuses, ...(report?.unknownStatuses ?? [])]}
            counting={counting}
          />
        </Section>
      )}
      <Section id="as-of" title={parts["as-of"]}>
        <AsOfFields {...common} />
      </Section>
      <SaveBar settings={settings} titles={titles} verb={unseen ? "Look at a sample" : "Save"}>
        {unseen && (
          <p className="quiet">
            Files will be read otherwise than before. It can be saved once a sample is read by it.
          </p>
        )}
      </SaveBar>
    </SettingsForm>
  );
};

const { statuses: _, ...withoutStatuses } = parts;
