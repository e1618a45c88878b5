import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FailingChannels } from "./failing-channels.tsx";

const failing = {
  channel: "mail" as const,
  ward: null,
  since: "2026-11-20T22:30:00.000Z",
  lastAt: "2026-11-20T23:05:00.000Z",
  reason: "ECONNREFUSED",
};
const render = (...channels: Parameters<typeof FailingChannels>[0]["failing"]) =>
  renderToStaticMarkup(<FailingChannels failing={channels} timeZone="Europe/Berlin" />);

test("each channel that fails is told at once: which, whose, since when and why", () => {
  const html = render(failing, { ...failing, channel: "webhook", ward: "-" });
  expect(html.match(/role="alert"/g)).toHaveLength(2);
  const text = html.replaceAll(/<[^>]*>/g, "");
  expect(text).toContain("Mail of all wards does not work.");
  expect(text).toContain("The webhook of No ward does not work.");
  expect(text).toContain("since 20 Nov 2026, 23:30; last tried 21 Nov 2026, 00:05 (ECONNREFUSED).");
});

test("nothing is said while all of them work", () => {
  expect(render()).toBe("");
});
