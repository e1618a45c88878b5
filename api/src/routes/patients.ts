import { dayBounds } from "@throughline/shared/calendar.ts";
import { wardOfKey } from "@throughline/shared/ward.ts";
import {
  type Monitoring,
  type PatientDetail,
  type Patients,
  type PatientTests,
  patientsQuerySchema,
  recordsQuerySchema,
  type recordsSchema,
  testsQuerySchema,
} from "@throughline/shared/ward-api.ts";
import { Hono } from "hono";
import type * as z from "zod/mini";
import type { Deps } from "../deps.ts";
import { requireSettings } from "../operations/site-settings.ts";
import { listPatients } from "../operations/ward/list-patients.ts";
import { readMonitoring } from "../operations/ward/read-monitoring.ts";
import { readPatient, readPatientTests } from "../operations/ward/read-patient.ts";
import { limitBody, parse, readJson, sendJson } from "./json.ts";
import { noteAccess } from "./note-access.ts";
import { idOf, siteOf } from "./queries.ts";

/** Patients, their stays, tests and records. */
export const createPatientRoutes = (deps: Deps) => {
  const routes = new Hono();

  routes.get("/patients", async (c) => {
    const site = siteOf(c);
    const query = parse(patientsQuerySchema, c.req.query());
    const answer: Patients = await listPatients(deps, site, query);
    await noteAccess(c, deps, site, {
      ...(query.ward !== undefined && { ward: wardOfKey(query.ward) }),
      count: answer.patients.length,
    });
    return sendJson(c, answer);
  });

  routes.get("/patients/monitoring", async (c) => {
    const site = siteOf(c);
    const answer: Monitoring = await readMonitoring(deps, site);
    await noteAccess(c, deps, site, { count: answer.alerts.length });
    return sendJson(c, answer);
  });

  routes.get("/patients/:id", async (c) => {
    const site = siteOf(c);
    const patientId = idOf(c);
    const answer: PatientDetail = await readPatient(deps, site, patientId);
    await noteAccess(c, deps, site, { patientId, count: answer.admissions.length });
    return sendJson(c, answer);
  });

  routes.get("/patients/:id/tests", async (c) => {
    const site = siteOf(c);
    const patientId = idOf(c);
    const { from_date: from } = parse(testsQuerySchema, c.req.query());
    const { timeZone } = await requireSettings(deps.store, site);
    const fromMs = from === undefined ? Number.NEGATIVE_INFINITY : beginOf(from, timeZone);
    const answer: PatientTests = await readPatientTests(deps, site, patientId, fromMs);
    await noteAccess(c, deps, site, { patientId, count: answer.tests.length });
    return sendJson(c, answer);
  });

  routes.post("/records/query", limitBody, async (c) => {
    const site = siteOf(c);
    const { medicalRecordNumber } = parse(recordsQuerySchema, await readJson(c));
    await requireSettings(deps.store, site);
    const records = await deps.store.clinical.patientRecords.list(site, medicalRecordNumber);
    await noteAccess(c, deps, site, { medicalRecordNumber, count: records.length });
    return sendJson(c, { records } satisfies z.infer<typeof recordsSchema>);
  });

  return routes;
};

/** Where a day of the site begins, or the instant itself; epoch ms. */
const beginOf = (from: string, timeZone: string): number =>
  from.length === "2026-03-10".length ? dayBounds(from, timeZone).startMs : Date.parse(from);
