import { AppError } from "@throughline/shared/errors.ts";
import { Hono } from "hono";
import { compress } from "hono/compress";
import type { Deps } from "./deps.ts";
import { createAccessRoutes } from "./routes/access.ts";
import { createAlertFigureRoutes } from "./routes/alert-figures.ts";
import { createBacktestRoutes } from "./routes/backtest.ts";
import { createDocsRoutes } from "./routes/docs.ts";
import { createExportRoutes } from "./routes/exports.ts";
import { answerFailure, answerRefusal } from "./routes/failure.ts";
import { createFeedRoutes } from "./routes/feeds.ts";
import { createFlowRoutes } from "./routes/flow.ts";
import { createPatientRoutes } from "./routes/patients.ts";
import { requirePrivate } from "./routes/private-gate.ts";
import { createPublicRoutes } from "./routes/public.ts";
import { createPushRoutes } from "./routes/push.ts";
import { keepOutOfCaches, logRequests, secureResponses } from "./routes/responses.ts";
import { createSessionRoutes, createSignInPage } from "./routes/sign-in.ts";
import { createSiteRoutes } from "./routes/sites.ts";
import { requireStaff } from "./routes/staff-gate.ts";
import { createTabletRoutes } from "./routes/tablets.ts";
import { createSenderRoutes, createUploadRoutes } from "./routes/uploads.ts";
import { createWardSettingsRoutes } from "./routes/ward-settings.ts";
import { createWardRoutes } from "./routes/wards.ts";

export const API = "/api/v1";

/**
 * The whole HTTP API. An entry may add routes for pages and files; what nobody answers is a 404.
 * Everything under the API is closed unless it stands before the staff's gate, and goes by private
 * connections alone where it stands behind the last one.
 */
export const createApp = (deps: Deps): Hono => {
  const app = new Hono();
  app.onError((error, c) => answerFailure(error, c, deps.log));
  app.notFound((c) => answerRefusal(c, new AppError("NOT_FOUND")));

  app.use(logRequests(deps), secureResponses);
  app.use(`${API}/*`, compress(), keepOutOfCaches);
  app.route("/", createSignInPage(deps));
  app.route(API, createPublicRoutes(deps));
  app.route(API, createDocsRoutes(deps));
  app.route(API, createSenderRoutes(deps));

  app.use(`${API}/*`, requireStaff(deps));
  app.route(API, createSessionRoutes(deps));
  app.route(API, createSiteRoutes(deps));
  app.route(API, createFlowRoutes(deps));
  app.route(API, createExportRoutes(deps));
  app.route(API, createTabletRoutes(deps));

  // Everything below is about people.
  app.use(`${API}/*`, requirePrivate(deps));
  app.route(API, createWardRoutes(deps));
  app.route(API, createPatientRoutes(deps));
  app.route(API, createWardSettingsRoutes(deps));
  app.route(API, createAccessRoutes(deps));
  app.route(API, createAlertFigureRoutes(deps));
  app.route(API, createBacktestRoutes(deps));
  app.route(API, createUploadRoutes(deps));
  app.route(API, createFeedRoutes(deps));
  app.route(API, createPushRoutes(deps));
  return app;
};
