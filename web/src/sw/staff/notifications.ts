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

/** Opens the page of a notification, in a window that is there already if one is. */
export const openPage = async (clients: Clients, data: unknown): Promise<void> => {
  const { url } = (data ?? {}) as { url?: unknown };
  const address = typeof url === "string" && url.startsWith("/staff/") ? url : "/staff/wards";
  const [open] = await clients.matchAll({ type: "window" });
  const moved = await open?.navigate(address).catch(() => null);
  if (moved) await moved.focus();
  else await clients.openWindow(address);
};
