/**
 * A process made to be killed: writes items that stand in all indexes of the clinical table and
 * move in them, as fast as it can, and prints a line for every write that was acknowledged.
 * Usage: write-load.ts DIRECTORY ROUND
 */
import { createTables } from "../../store/create-tables.ts";
import { openTable } from "../../store/table.ts";
import { startEmbeddedDynamo } from "../embedded-dynamo.ts";

const [directory = "", round = ""] = process.argv.slice(2);
const { client } = await startEmbeddedDynamo({ directory });
await createTables(client, { flow: "flow", clinical: "clinical" });
const table = openTable(client, "clinical");
console.log("ready");

const write = async (writer: number) => {
  for (let count = 0; ; count++) {
    const pk = `${round}-${writer}-${count}`;
    const key = { pk, sk: "A" };
    const ward = { listPk: "ward", listSk: pk };
    await table.put({ ...key, ...ward, step: 1, nextPk: "next", nextSk: `first ${pk}` });
    console.log(`${pk} 1`);
    const moved = { nextPk: "next", nextSk: `second ${pk}` };
    const due = { alertPk: "alert", alertSk: pk };
    await table.put({ ...key, ...ward, step: 2, ...(count % 2 === 0 ? moved : due) });
    console.log(`${pk} 2`);
    if (count % 3 === 0) {
      await table.remove(key);
      console.log(`${pk} 3`);
    }
  }
};
for (let writer = 0; writer < 16; writer++) void write(writer);
