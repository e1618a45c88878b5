import { parseArgs } from "node:util";
import { unknownOption } from "../options.ts";
import { StartFailure } from "../start-failure.ts";

export interface DemoOptions {
  speed: number;
  port: number;
  host: string;
  seed: number;
}

export const demoHelp = `Usage: npm run demo -- [options]

Serves Throughline with a simulated hospital in it, which goes on as you look: about sixty phones an
hour scan at its stations, some of them offline, late, or with a wrong clock; its systems send files of
patients and tests; and tablets on four wards answer what the monitor finds. It takes about a quarter
of a minute to begin. Nothing is kept: the data is in a folder of its own, which goes when the demo ends.

  --speed NUMBER     how fast its clock runs, 1 to 120 (default: 20, three minutes an hour)
  --port NUMBER      the port to serve on; 0 takes any free one (default: 8080)
  --host ADDRESS     the address to listen on; 0.0.0.0 lets the network in, but not to
                     the wards, which want HTTPS (default: 127.0.0.1)
  --seed NUMBER      another hospital for another number (default: 1)
  --help             this text`;

/** The options of `npm run demo`, or "help". Throws a `StartFailure` naming the one that is wrong. */
export const parseDemoOptions = (args: string[]): DemoOptions | "help" => {
  const values = parseValues(args);
  if (values.help) return "help";
  return {
    speed: wholeNumber("speed", values.speed ?? "20", 1, 120),
    port: wholeNumber("port", values.port ?? "8080", 0, 65_535),
    host: values.host || "127.0.0.1",
    seed: wholeNumber("seed", values.seed ?? "1", 0, 0xffff_ffff),
  };
};

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new StartFailure(`--${name} is not a number from ${least} to ${most}.`);
  }
  return number;
};

const parseValues = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        speed: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        seed: { type: "string" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw unknownOption(error);
  }
};
