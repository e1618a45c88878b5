/**
 * Preloaded into the product, it ends it as a power cut does: at the so manieth attempt to put an
 * item whose sort key begins so, as `DIE_AT` says (`TEST# 100`).
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const [prefix = "", count = "1"] = (process.env.DIE_AT ?? "").split(" ");
let left = Number(count);
const client = Object.getPrototypeOf(DynamoDBClient.prototype) as {
  send(command: { input: { Item?: { sk?: string } } }, ...more: unknown[]): unknown;
};
const { send } = client;
client.send = function (command, ...more) {
  if (command.input.Item?.sk?.startsWith(prefix) && --left === 0) {
    process.kill(process.pid, "SIGKILL");
  }
  return send.call(this, command, ...more);
};
