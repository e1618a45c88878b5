import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { findNode, toolEnvironment, typeScriptFlags } from "./node.mjs";
import { root } from "./paths.mjs";

/**
 * Runs a script with the product's Node, its output shown, and returns its exit code. Signals are
 * passed on, and it is the script that decides when to end: Ctrl-C must not cut it short.
 */
export const runNode = (args, { env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(findNode(), args, {
      cwd: root,
      env: { ...toolEnvironment(), ...env },
      stdio: "inherit",
    });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    const settle = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      settle();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });

/** Runs a TypeScript file of the checkout, as it is. */
export const runTypeScript = (file, args = [], options = {}) =>
  runNode([...typeScriptFlags, join(root, file), ...args], options);

/** Runs a script with the product's Node, its output kept: `{ code, output }`. */
export const runQuietly = (args, { cwd = root, env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(findNode(), args, {
      cwd,
      env: { ...toolEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
