// Writes every dashboard into its file; with --check compares them, and ends with 1 where they differ.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { api } from "./api";
import { dashboard, type Board } from "./board";
import { cluster } from "./cluster";
import { overview } from "./overview";
import { projection } from "./projection";
import { security } from "./security";

const DIRECTORY = join(__dirname, "..", "dashboards");
const BOARDS: readonly Board[] = [overview, cluster, api, security, projection];

const made = new Map(BOARDS.map((board) => [`${board.name}.json`, `${JSON.stringify(dashboard(board), null, 2)}\n`]));

if (process.argv.includes("--check")) {
    const wrong = [...new Set([...made.keys(), ...readdirSync(DIRECTORY)])].filter((name) => {
        const file = join(DIRECTORY, name);
        return !existsSync(file) || readFileSync(file, "utf8") !== made.get(name);
    });
    if (wrong.length > 0) {
        console.error(`not what src makes, run "npm run build": ${wrong.join(", ")}`);
        process.exitCode = 1;
    }
} else {
    made.forEach((text, name) => writeFileSync(join(DIRECTORY, name), text));
}
