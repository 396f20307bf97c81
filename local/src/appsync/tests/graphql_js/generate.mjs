// Writes documents.json: generated documents, and what graphql-js makes of them.
//
//   npm ci && node generate.mjs > documents.json
//
// The generator is seeded, so the same version of graphql-js writes the same file;
// `tests/run second-opinion` shows that it does.
import { readFileSync } from "node:fs";
import { buildSchema, executeSync, parse, validate } from "graphql";

const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const schema = buildSchema(here("schema.graphql"));
const data = JSON.parse(here("data.json"));
// How many documents of each kind.
const EXECUTED = 400;
const REFUSED = 100;

// mulberry32: small, and without the patterns between draws of a linear generator.
let state = 20260101;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (items) => items[Math.floor(random() * items.length)];
const chance = (probability) => random() < probability;

const leaves = {
  Person: ["id", "name", "note", "age", "__typename"],
  Robot: ["id", "model", "__typename"],
  Node: ["id", "__typename"],
  Being: ["__typename"],
};
const objects = {
  Query: [["me", "Person"], ["people", "Person"], ["nodes", "Node"], ["beings", "Being"], ["strict", "Person"]],
  Person: [["friend", "Person"], ["friends", "Person"], ["best", "Person"], ["pet", "Node"], ["rows", "Person"]],
  Robot: [["owner", "Person"]],
  Node: [],
  Being: [],
};
const conditions = {
  Query: ["Query"],
  Person: ["Person", "Node", "Being"],
  Robot: ["Robot", "Node"],
  Node: ["Person", "Robot", "Node"],
  Being: ["Person", "Robot", "Node", "Being"],
};

/** One document with its variables. */
class Generator {
  aliases = 0;
  fragments = [];
  /** [name, type, value or undefined, default or undefined] */
  variables = [];

  document() {
    const body = this.selections("Query", 4);
    const definitions = this.variables.map(([name, type, , fallback]) => `$${name}: ${type}${fallback === undefined ? "" : ` = ${fallback}`}`);
    const query = [`query${definitions.length ? `(${definitions.join(", ")})` : ""} ${body}`, ...this.fragments].join(" ");
    const given = this.variables.filter(([, , value]) => value !== undefined);
    return { query, variables: Object.fromEntries(given.map(([name, , value]) => [name, value])) };
  }

  variable(type, values, defaults = [undefined]) {
    const name = `v${this.variables.length}`;
    this.variables.push([name, type, pick(values), pick(defaults)]);
    return `$${name}`;
  }

  alias() {
    return `a${this.aliases++}: `;
  }

  directive() {
    if (!chance(0.15)) return "";
    const condition = chance(0.5) ? String(chance(0.5)) : this.variable("Boolean!", [chance(0.5)]);
    return ` @${pick(["skip", "include"])}(if: ${condition})`;
  }

  // Values left out, null and of a wrong type; with a default and without.
  argumentsOfEcho() {
    const choices = {
      n: [() => "1", () => "null", () => this.variable("Int", [undefined, undefined, null, 7, 7, 7, "7"], [undefined, "3", "null"])],
      text: [() => '"a\\u0041"', () => '"""block"""', () => this.variable("String", [undefined, "v"], ['"d"']), () => this.variable("String!", ["v", "v", "v", null], [undefined, '"d"'])],
      list: [() => "2", () => "[1, 2]", () => "[]", () => "null", () => `[1, ${this.variable("Int!", [4, 4, 4, undefined])}]`, () => this.variable("[Int!]", [undefined, null, 5, [6], [6, null]], [undefined, "[8]"])],
      input: [() => "{}", () => "{a: null}", () => "{b: B, deep: {a: 1}}", () => `{a: ${this.variable("Int", [undefined, 9])}}`, () => this.variable("In", [undefined, null, {}, { b: "A", deep: { deep: {} } }, { a: null }, { b: "C" }, { x: 1 }], [undefined, "{a: 6}"])],
    };
    const given = Object.entries(choices).filter(() => chance(0.4));
    return given.length ? `(${given.map(([name, values]) => `${name}: ${pick(values)()}`).join(", ")})` : "";
  }

  selections(type, depth) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => this.selection(type, depth));
    return `{ ${parts.join(" ")} }`;
  }

  selection(type, depth) {
    const roll = random();
    if (roll < 0.2 && depth > 0) {
      const condition = chance(0.8) ? pick(conditions[type]) : undefined;
      return `...${condition ? ` on ${condition}` : ""}${this.directive()} ${this.selections(condition ?? type, depth - 1)}`;
    }
    if (roll < 0.3 && depth > 0) {
      const condition = pick(conditions[type]);
      const name = `F${this.fragments.push("") - 1}`;
      this.fragments[Number(name.slice(1))] = `fragment ${name} on ${condition} ${this.selections(condition, depth - 1)}`;
      return `...${name}${this.directive()}${chance(0.3) ? ` ...${name}` : ""}`;
    }
    if (roll < 0.75 && depth > 0 && objects[type].length) {
      // Rare: it empties the whole answer.
      const [field, child] = type === "Query" && chance(0.03) ? ["must", "Person"] : pick(objects[type]);
      return `${chance(0.4) ? this.alias() : ""}${field}${this.directive()} ${this.selections(child, depth - 1)}`;
    }
    if (type === "Query") return `${this.alias()}echo${this.argumentsOfEcho()}${this.directive()}`;
    return `${chance(0.4) ? this.alias() : ""}${pick(leaves[type])}${this.directive()}`;
  }
}

const rootValue = { ...data, echo: (given) => JSON.stringify(given) };

/** What graphql-js makes of it; `refused` when nothing is executed. */
function answer({ query, variables }) {
  const document = parse(query);
  if (validate(schema, document).length > 0) return { query, variables, refused: true };
  const { data: executed, errors = [] } = executeSync({ schema, document, rootValue, variableValues: variables });
  if (executed === undefined) return { query, variables, refused: true };
  return { query, variables, data: executed, paths: errors.map((error) => error.path) };
}

const cases = [];
let executed = 0;
let refused = 0;
while (executed < EXECUTED || refused < REFUSED) {
  const one = answer(new Generator().document());
  if (one.refused ? refused++ < REFUSED : executed++ < EXECUTED) cases.push(one);
}
process.stdout.write(`[\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
