// What k6 has and neither its types nor the language's own name.
declare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void };
