import { decodeFormText } from "../../store/objects.ts";

/** The message that S3 sends when an object has appeared; its key is encoded as in a form. */
export interface ObjectCreatedEvent {
  Records: [
    { eventName: string; s3: { bucket: { name: string }; object: { key: string; size?: number } } },
  ];
}

export const encodeKey = (key: string): string =>
  encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+");

export const keyIn = ({ Records: [{ s3 }] }: ObjectCreatedEvent): string =>
  decodeFormText(s3.object.key);

/** Bytes; 0 where the message does not say. */
export const sizeIn = ({ Records: [{ s3 }] }: ObjectCreatedEvent): number => s3.object.size ?? 0;

/** What S3 would send for an object that is there already. */
export const eventOf = (bucket: string, key: string, size?: number): ObjectCreatedEvent => ({
  Records: [
    {
      eventName: "ObjectCreated:Put",
      s3: {
        bucket: { name: bucket },
        object: { key: encodeKey(key), ...(size !== undefined && { size }) },
      },
    },
  ],
});
