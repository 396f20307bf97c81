// Writes documents.json: documents, most of them generated and with mistakes, and the errors
// that graphql-java 9.6 tells of each, in its order. Common.java says how it is called.

import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

public class Documents {
    static final int GENERATED = 400;

    /** What the generator comes to rarely or never. */
    static final String[] CHOSEN = {
        // Every rule at one part, and parts after each other.
        "{ nope(a: $x) @nope(b: $y) @include { id } ...F @nope ... on Nope { id } }",
        "query A($a: Nope = 1, $b: Person = {}, $c: Int = \"x\") @include(if: 1) { echo }",
        "fragment Late on Nope { id } query B { ...Gone } fragment Unused on Person { nope }",
        "{ search { id } } query A { echo } { echo } query A { echo }",
        "query A { echo } query B { echo } query A { echo } query B { echo }",
        "fragment A on Kind @skip { ...A } query @include { ...A ...A @nope }",
        "query($a: [Person] = 1, $b: [Kind!] = [A, C]) { echo }",
        // Cycles.
        "{ me { ...A } } fragment A on Person { ...A }",
        "{ me { ...A } } fragment A on Person { id ...B } fragment B on Person { friend { ...A } }",
        "{ me { ...A } } fragment A on Person { ...B ...B } fragment B on Person { ...C } fragment C on Person { ...A ...B }",
        "{ me { ...Out } } fragment Out on Person { ...A } fragment A on Person { ...B } fragment B on Person { ...A id }",
        "{ me { ...A } } fragment A on Person { ...B ...C } fragment B on Person { ...A ...C } fragment C on Person { ...A ...B }",
        // Variables in fragments: where they are spread, as often as they are.
        "query($a: Int) { me { ...F friend { ...F } } } fragment F on Person { friends(first: $b) { id } }",
        "query($a: String) { me { friend { ...F } } } fragment F on Person { friends(first: $a) { ...G } } fragment G on Person { friends(first: $a) { id } }",
        "query A($a: Int) { ...F } query B($a: String) { ...F } fragment F on Query { echo(n: $a, text: $a) }",
        "query($a: Int) { echo } fragment F on Query { echo(n: $a) @include(if: $b) }",
        "query($a: Int) { ...F @include(if: $a) } fragment F on Query @skip(if: $a) { echo(list: [$a, $b]) }",
        "query($a: Int) { ...F } fragment F on Query { ...G echo(n: $b) } fragment G on Query { ...F echo(n: $c) }",
        // Input fields that are missing, in Java's order.
        "{ make(input: {}) { id } }",
        "{ make(input: {owner: 1, size: 2}, wide: {}) { id } }",
        "{ make(input: {owner: 1, size: 2, kind: A, title: \"t\", weight: 1, nested: {deep: {kinds: [A, null, C]}}}) { id } }",
        "query($w: Wide = {mu: 1}) { make(input: $m, wide: $w) { id } }",
        // Arguments that are missing, in the order of the schema.
        "{ search(nope: 1) { ... on Robot { owner } } }",
        // An argument of an unknown directive counts as one of the field around it.
        "{ echo @nope(n: \"x\", m: 1) me { ... @nope(id: 1) { id } } }",
        "query @nope(n: 1) { echo }",
        // Conflicts, those inside first, with what is in them.
        "{ me { a: id a: name } b: me { id } b: node(id: 1) { id } }",
        "{ me { f: friend { x: name y: age } f: friend { x: kind y: id } } }",
        "{ me { ...F a: id } } fragment F on Person { a: name ... on Node { a: friend { id } } }",
        "{ search(both: 1, needed: \"n\") { ... on Person { a: age } ... on Robot { a: model a: name } } }",
        "{ people { a: name ... on Robot { a: model } } me { a: __typename a: id } }",
        "{ a: __typename a: echo b: nope b: echo }",
    };

    public static void main(String[] arguments) {
        GraphQLSchema schema = Common.schema(arguments[0]);
        List<String> cases = new ArrayList<>();
        for (String query : CHOSEN) {
            cases.add(answer(query, errors(schema, query)));
        }
        for (int seed = 0; cases.size() < CHOSEN.length + GENERATED; seed++) {
            String query = new Generator(schema, new Random(seed)).document();
            List<ValidationError> errors = errors(schema, query);
            if (query.length() < 600 && errors.size() < 12) {
                cases.add(answer(query, errors));
            }
        }
        Common.print(cases);
    }

    static List<ValidationError> errors(GraphQLSchema schema, String query) {
        Document document = new Parser().parseDocument(query);
        return new Validator().validateDocument(schema, document);
    }

    static String answer(String query, List<ValidationError> errors) {
        List<String> told = errors.stream()
                .map(error -> Common.error(error.getMessage(), error.getLocations()))
                .collect(Collectors.toList());
        return "{\"query\":" + Common.json(query) + ",\"errors\":[" + String.join(",", told) + "]}";
    }

    /** A document from a few choices, each of which is now and then a mistake. */
    static class Generator {
        // Not those that a later rule than 9.6's refuses, or that only 9.6 does: two of one
        // name in one place, and a default for what can't be null.
        static final List<String> TYPES = Arrays.asList(
                "Int", "Int!", "[Int!]", "[Int]", "String", "ID!", "Kind", "Kind!", "Boolean!",
                "Make!", "Filter", "Float", "Person", "[Robot]", "Nope", "[[Nope!]]");
        static final List<String> CONDITIONS = Arrays.asList(
                "Query", "Person", "Robot", "Node", "Result", "Bag", "Kind", "Nope", "Filter", "Person", "Node");
        final GraphQLSchema schema;
        final Random random;
        final List<String> declared = new ArrayList<>();
        boolean isConstant;

        Generator(GraphQLSchema schema, Random random) {
            this.schema = schema;
            this.random = random;
        }

        boolean rarely() {
            return random.nextInt(14) == 0;
        }

        boolean often() {
            return random.nextInt(3) > 0;
        }

        <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        String space() {
            return random.nextInt(6) == 0 ? "\n  " : " ";
        }

        String document() {
            List<String> definitions = new ArrayList<>();
            for (int count = 1 + (rarely() ? random.nextInt(3) : 0); count > 0; count--) {
                definitions.add(operation());
            }
            for (int fragment = 0, count = random.nextInt(4); fragment < count; fragment++) {
                String condition = one(CONDITIONS);
                definitions.add("fragment F" + fragment + " on " + condition + directives()
                        + selections(schema.getType(condition), 2));
            }
            if (rarely()) {
                definitions.add(one(Arrays.asList(
                        "type Foo implements Nope { a(b: Nope): Int @include(if: true) c: [Person] }",
                        "schema { query: Foo mutation: Nope }",
                        "directive @foo(a: Nope = {b: 1}) on FIELD",
                        "interface I @skip(if: 1) { a: Nope @nope }",
                        "union U @nope = Person | Nope",
                        "enum E @nope { A @include(if: false) B }",
                        "input I { a: Nope = 1 @nope b: Int }",
                        "scalar S @nope",
                        "extend type Person @nope { more: Nope }")));
            }
            Collections.shuffle(definitions, random);
            return String.join("\n", definitions);
        }

        String operation() {
            boolean isMutation = random.nextInt(4) == 0;
            GraphQLType root = isMutation ? schema.getMutationType() : schema.getQueryType();
            declared.clear();
            StringBuilder variables = new StringBuilder();
            for (int variable = 0; variable < 4; variable++) {
                if (random.nextInt(3) == 0) {
                    declared.add("$v" + variable);
                    variables.append(variables.length() > 0 ? "," : "").append(variable(variable));
                }
            }
            String name = random.nextInt(3) == 0 ? " " : " " + one(Arrays.asList("One", "Two"));
            return (isMutation ? "mutation" : "query") + name
                    + (variables.length() > 0 ? "(" + variables + ")" : "")
                    + (rarely() ? directives() : "") + selections(root, 3);
        }

        String variable(int number) {
            String type = one(TYPES);
            String definition = "$v" + number + ":" + space() + type;
            if (type.endsWith("!") || random.nextInt(4) > 0) {
                return definition;
            }
            isConstant = true;
            String value = value(schema.getType(type.replaceAll("[\\[\\]!]", "")), 2);
            isConstant = false;
            return value.equals("null") ? definition : definition + " = " + value;
        }

        String selections(GraphQLType type, int depth) {
            StringBuilder selections = new StringBuilder(" {");
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                selections.append(space()).append(selection(type, depth));
            }
            return selections.append(space()).append("}").toString();
        }

        String selection(GraphQLType type, int depth) {
            switch (random.nextInt(depth > 0 ? 9 : 6)) {
                case 6:
                    String condition = one(CONDITIONS);
                    return "... on " + condition + directives() + selections(schema.getType(condition), depth - 1);
                case 7:
                    return "..." + directives() + selections(type, depth - 1);
                case 8:
                    return "...F" + random.nextInt(rarely() ? 5 : 3) + directives();
                default:
                    return field(type, depth);
            }
        }

        String field(GraphQLType type, int depth) {
            String alias = random.nextInt(3) == 0 ? one(Arrays.asList("a: ", "b: ")) : "";
            if (rarely()) {
                String name = one(Arrays.asList("nope", "__typename", "__schema", "id", "name"));
                return alias + name + arguments(Collections.emptyList()) + (rarely() ? selections(type, depth - 1) : "");
            }
            if (!(type instanceof GraphQLFieldsContainer)) {
                return alias + "__typename";
            }
            List<GraphQLFieldDefinition> fields = ((GraphQLFieldsContainer) type).getFieldDefinitions();
            GraphQLFieldDefinition field = one(fields);
            GraphQLType returned = GraphQLTypeUtil.unwrapAll(field.getType());
            boolean isLeaf = GraphQLTypeUtil.isLeaf(returned);
            if (!isLeaf && depth <= 0) {
                return alias + (rarely() ? field.getName() : "__typename");
            }
            String selected = isLeaf == rarely() ? selections(returned, depth - 1) : "";
            return alias + field.getName() + arguments(field.getArguments()) + directives() + selected;
        }

        String arguments(List<GraphQLArgument> arguments) {
            List<String> given = new ArrayList<>();
            for (GraphQLArgument argument : arguments) {
                boolean isRequired = GraphQLTypeUtil.isNonNull(argument.getType());
                if (isRequired ? !rarely() : random.nextInt(3) == 0) {
                    given.add(argument.getName() + ": " + value(argument.getType(), 3));
                }
            }
            if (rarely()) {
                given.add("nope: " + one(Arrays.asList("1", "$v0", "{a: $v1}", "[$v2]")));
            }
            return given.isEmpty() ? "" : "(" + String.join("," + space(), given) + ")";
        }

        String directives() {
            if (random.nextInt(10) > 0) {
                return "";
            }
            String condition = value(schema.getType("Boolean"), 1);
            return " " + one(Arrays.asList(
                    "@include(if: " + condition + ")",
                    "@skip(if: " + condition + ") @include(if: " + condition + ")",
                    "@skip(if: true)",
                    "@include",
                    "@skip(nope: " + condition + ")",
                    "@nope(n: " + condition + ")"));
        }

        String value(GraphQLType type, int depth) {
            if (rarely()) {
                return one(Arrays.asList(
                        "null", "1", "-0", "1.50", "1e2", "-2.5E-9", "99999999999", "\"text\"", "\"it's \\\"\\u00e9\\\"\"",
                        "true", "A", "C", "[1, \"2\"]", "{nope: 1}", "[]", "{}"));
            }
            if (!isConstant && random.nextInt(5) == 0) {
                return often() && !declared.isEmpty() ? one(declared) : "$v" + random.nextInt(4);
            }
            if (type instanceof GraphQLNonNull) {
                return value(((GraphQLNonNull) type).getWrappedType(), depth);
            }
            if (type instanceof GraphQLList) {
                GraphQLType item = ((GraphQLList) type).getWrappedType();
                if (rarely()) {
                    return value(item, depth);
                }
                List<String> items = new ArrayList<>();
                for (int count = random.nextInt(3); count > 0; count--) {
                    items.add(value(item, depth));
                }
                return "[" + String.join(", ", items) + "]";
            }
            if (type instanceof GraphQLEnumType) {
                return one(Arrays.asList("A", "B"));
            }
            if (type instanceof GraphQLInputObjectType) {
                return object((GraphQLInputObjectType) type, depth);
            }
            switch (type == null ? "" : type.getName()) {
                case "Int":
                    return String.valueOf(random.nextInt(100));
                case "Float":
                    return random.nextInt(10) + "." + random.nextInt(10);
                case "Boolean":
                    return String.valueOf(random.nextBoolean());
                case "ID":
                    return often() ? "\"i\"" : "7";
                default:
                    return "\"t\"";
            }
        }

        String object(GraphQLInputObjectType type, int depth) {
            List<String> members = new ArrayList<>();
            boolean isComplete = !rarely();
            for (GraphQLInputObjectField field : type.getFields()) {
                boolean isRequired = GraphQLTypeUtil.isNonNull(field.getType());
                if (isRequired ? isComplete || rarely() : depth > 0 && random.nextInt(3) == 0) {
                    members.add(field.getName() + ": " + value(field.getType(), depth - 1));
                }
            }
            if (rarely()) {
                members.add("nope: 1");
            }
            Collections.shuffle(members, random);
            return "{" + String.join(", ", members) + "}";
        }
    }
}
