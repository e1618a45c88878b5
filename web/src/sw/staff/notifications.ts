import { MAIN_SITE } from "@throughline/shared/station-code.ts";

/** What a sleeping tablet shows of a ward: how many beds, and nobody's name. */

interface Shown {
  title: string;
  body: string;
  /** One of a ward replaces the one before. */
  tag: string;
  url: string;
}

/**
 * The notification of a push (`PushPayload`). One that cannot be read is shown too, in general words:
 * a browser takes the permission away from who shows nothing.
 */
export const notificationOf = (text: string | undefined): Shown => {
  const title = "Throughline";
  try {
    const { site, ward, count } = JSON.parse(text ?? "");
    if (typeof site !== "string" || typeof ward !== "string" || !Number.isInteger(count)) {
      throw new TypeError("not ours");
    }
    const name = ward === "-" || ward === "" ? "No ward" : ward;
    return {
      title,
      body: `${name}: ${count} ${count === 1 ? "bed" : "beds"} newly overdue.`,
      tag: `ward ${site} ${ward}`,
      url: `/staff/ward/${encodeURIComponent(ward || "-")}?site=${encodeURIComponent(site)}`,
    };
  } catch {
    return { title, body: "A ward has news.", tag: "ward", url: "/staff/wards" };
  }
};

/** Shows a push. */
export const showPush = (
  { registration }: Pick<ServiceWorkerGlobalScope, "registration">,
  text: string | undefined,
): Promise<void> => {
  const { title, body, tag, url } = notificationOf(text);
  return registration.showNotification(title, { body, tag, data: { url } });
};

/**
 * Opens the page of a notification: in a window that shows it already, else in a new one. No other
 * window is led away from what somebody does there, nor a screen from the wall.
 */
export const openPage = async (
  clients: Pick<Clients, "matchAll" | "openWindow">,
  data: unknown,
): Promise<void> => {
  const { url } = (data ?? {}) as { url?: unknown };
  const address = typeof url === "string" && url.startsWith("/staff/") ? url : "/staff/wards";
  const windows = await clients.matchAll({ type: "window" });
  const open = windows.find((client) => isAt(new URL(client.url), address));
  if (open) await open.focus();
  else await clients.openWindow(address);
};

const isAt = ({ pathname, searchParams, origin }: URL, address: string): boolean => {
  const wanted = new URL(address, origin);
  const siteOf = (params: URLSearchParams) => params.get("site") || MAIN_SITE;
  return (
    pathname === wanted.pathname &&
    siteOf(searchParams) === siteOf(wanted.searchParams) &&
    searchParams.get("screen") !== "wall"
  );
};
