import { errorResponseSchema } from "@throughline/shared/api.ts";
import { type ErrorCode, errors } from "@throughline/shared/errors.ts";
import * as z from "zod/mini";
import { SESSION_COOKIE, TOKEN_HEADER } from "../staff-access.ts";
import { type Endpoint, endpoints } from "./endpoints.ts";

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: {
    schemas: Record<string, unknown>;
    securitySchemes: Record<string, unknown>;
  };
}

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: {
    name: string;
    in: "path" | "query";
    required: boolean;
    description?: string;
    schema: { type: "string" };
  }[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}
type Content = Record<string, { schema?: unknown }>;

/** The OpenAPI 3.1 document of the API, made of the schemas that its routes parse with. */
export const describeApi = (version: string): OpenApiDocument => {
  const schemas: Record<string, unknown> = { Error: toSchema(errorResponseSchema) };
  const paths: OpenApiDocument["paths"] = {};
  for (const endpoint of endpoints) {
    for (const part of [endpoint.request, endpoint.response]) {
      if (part && "schema" in part) schemas[part.name] = toSchema(part.schema);
    }
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method]: describeEndpoint(endpoint),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Throughline",
      version,
      description:
        "Where patients wait, and who in a bed has had no lab test for too long. Instants are ISO 8601 UTC with milliseconds; days are the site's.",
    },
    servers: [{ url: "/api/v1" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: SESSION_COOKIE },
        token: { type: "apiKey", in: "header", name: TOKEN_HEADER },
        feedToken: { type: "http", scheme: "bearer" },
      },
    },
  };
};

const describeEndpoint = (endpoint: Endpoint): OpenApiOperation => {
  const { method, path, summary, description, access, query = [], request, response } = endpoint;
  const refusals: ErrorCode[] = [
    ...endpoint.errors,
    ...(access === "open" ? [] : (["UNAUTHENTICATED", "FORBIDDEN"] as const)),
    "INTERNAL",
    "UNAVAILABLE",
  ];
  const answer =
    response && "schema" in response
      ? { "application/json": { schema: refer(response.name) } }
      : response && { [response.mediaType]: {} };
  return {
    operationId: endpoint.id ?? nameOf(method, path),
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(access),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
        name,
        in: "path" as const,
        required: true,
        schema: { type: "string" as const },
      })),
      ...query.map((parameter) => ({
        ...parameter,
        in: "query" as const,
        schema: { type: "string" as const },
      })),
    ],
    ...(request && {
      requestBody: {
        required: true as const,
        content:
          "schema" in request
            ? { "application/json": { schema: refer(request.name) } }
            : { [request.mediaType]: {} },
      },
    }),
    responses: {
      [endpoint.status ?? 200]: { description: summary, ...(answer && { content: answer }) },
      ...(endpoint.mayBeKnown && { 304: { description: "What the asker has still holds." } }),
      ...describeRefusals(refusals),
    },
  };
};

const securityOf = (access: Endpoint["access"]): Record<string, string[]>[] => {
  if (access === "open") return [];
  if (access === "token") return [{ token: [] }];
  const staff: Record<string, string[]>[] = [{ session: [] }, { token: [] }];
  return access === "sender" ? [...staff, { feedToken: [] }] : staff;
};

const describeRefusals = (codes: readonly ErrorCode[]) => {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errors[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${errors[code].message}`).join(" "),
        content: { "application/json": { schema: refer("Error") } },
      },
    ]),
  );
};

const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** "put /sites/{site}/settings" → "putSitesSettings". */
const nameOf = (method: string, path: string) =>
  method +
  path
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== "" && !path.includes(`{${word}}`))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** The JSON Schema of what goes over the wire, before codes are brought to their one spelling. */
const toSchema = (schema: z.ZodMiniType) => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
};
