// Writes documents.json: generated documents, and what graphql-js makes of them.
//
//   npm install graphql@16 && node generate.mjs > documents.json
//
// The generator is seeded, so the same version of graphql-js writes the same file.
import { readFileSync } from "node:fs";
import { buildSchema, executeSync, parse, validate } from "graphql";

const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const schema = buildSchema(here("schema.graphql"));
const data = JSON.parse(here("data.json"));
const COUNT = 400;

let state = 20260101;
const random = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32);
const pick = (items) => items[Math.floor(random() * items.length)];
const chance = (probability) => random() < probability;

const leaves = { Person: ["id", "name", "note", "age", "__typename"], Robot: ["id", "model", "__typename"], Node: ["id", "__typename"], Being: ["__typename"], Query: ["__typename"] };
const objects = {
  Query: [["me", "Person"], ["people", "Person"], ["nodes", "Node"], ["beings", "Being"], ["strict", "Person"]],
  Person: [["friend", "Person"], ["friends", "Person"], ["best", "Person"], ["pet", "Node"], ["rows", "Person"]],
  Robot: [["owner", "Person"]],
  Node: [],
  Being: [],
};
const conditions = { Query: ["Query"], Person: ["Person", "Node", "Being"], Robot: ["Robot", "Node"], Node: ["Person", "Robot", "Node"], Being: ["Person", "Robot", "Node", "Being"] };

function generate() {
  let aliases = 0;
  const fragments = [];
  const used = new Map();
  const variable = (type, value, fallback) => {
    const name = `v${used.size}`;
    used.set(name, { type, value, fallback });
    return `$${name}`;
  };
  const directive = () => {
    if (!chance(0.15)) return "";
    const condition = chance(0.5) ? String(chance(0.5)) : variable("Boolean!", chance(0.5));
    return ` @${pick(["skip", "include"])}(if: ${condition})`;
  };
  const echo = () => {
    const arguments_ = [];
    if (chance(0.5)) arguments_.push(`n: ${pick(["1", "null", variable("Int", pick([undefined, null, 7]), pick([undefined, "3"]))])}`);
    if (chance(0.5)) arguments_.push(`text: ${pick(['"a\\u0041"', '"""block"""', variable("String", pick([undefined, "v"]), '"d"')])}`);
    if (chance(0.5)) arguments_.push(`list: ${pick(["2", "[1, 2]", "[]", `[1, ${variable("Int!", 4)}]`, variable("[Int!]", pick([undefined, null, 5, [6]]))])}`);
    if (chance(0.5)) arguments_.push(`input: ${pick(["{}", "{a: null}", "{b: B, deep: {a: 1}}", `{a: ${variable("Int", pick([undefined, 9]))}}`, variable("In", pick([{}, { b: "A", deep: { deep: {} } }, null]))])}`);
    return `e${aliases++}: echo${arguments_.length ? `(${arguments_.join(", ")})` : ""}${directive()}`;
  };
  const selections = (type, depth) => {
    const parts = [];
    const count = 1 + Math.floor(random() * 4);
    for (let index = 0; index < count; index += 1) {
      const roll = random();
      const prefix = () => (chance(0.4) ? `a${aliases++}: ` : "");
      if (roll < 0.2 && depth > 0) {
        parts.push(`... ${chance(0.8) ? `on ${pick(conditions[type])}` : ""}${directive()} ${"PLACE"}`);
        const condition = parts.at(-1).match(/on (\w+)/)?.[1] ?? type;
        parts[parts.length - 1] = parts.at(-1).replace("PLACE", selections(condition, depth - 1));
      } else if (roll < 0.3 && depth > 0) {
        const condition = pick(conditions[type]);
        const name = `F${fragments.length}`;
        fragments.push(null);
        fragments[Number(name.slice(1))] = `fragment ${name} on ${condition} ${selections(condition, depth - 1)}`;
        parts.push(`...${name}${directive()}`, ...(chance(0.3) ? [`...${name}`] : []));
      } else if (roll < 0.75 && depth > 0 && objects[type].length) {
        const [field, child] = pick(objects[type]);
        parts.push(`${prefix()}${field}${directive()} ${selections(child, depth - 1)}`);
      } else if (type === "Query") {
        parts.push(echo());
      } else {
        parts.push(`${prefix()}${pick(leaves[type])}${directive()}`);
      }
    }
    return `{ ${parts.join(" ")} }`;
  };
  const body = selections("Query", 5);
  const definitions = [...used].map(([name, { type, fallback }]) => `$${name}: ${type}${fallback && !type.endsWith("!") ? ` = ${fallback}` : ""}`);
  const query = [`query${definitions.length ? `(${definitions.join(", ")})` : ""} ${body}`, ...fragments].join(" ");
  const variables = Object.fromEntries([...used].filter(([, { value }]) => value !== undefined).map(([name, { value }]) => [name, value]));
  return { query, variables };
}

const rootValue = { ...data, echo: (arguments_) => JSON.stringify(arguments_) };
const cases = [];
while (cases.length < COUNT) {
  const { query, variables } = generate();
  const document = parse(query);
  if (validate(schema, document).length > 0) continue;
  const result = executeSync({ schema, document, rootValue, variableValues: variables });
  if (result.errors?.some((error) => !error.path)) continue;
  cases.push({ query, variables, data: result.data, paths: (result.errors ?? []).map((error) => error.path) });
}
process.stdout.write(`[\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
