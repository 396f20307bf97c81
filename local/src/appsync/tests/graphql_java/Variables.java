// Writes variables.json: requests with generated variables, and the error that graphql-java
// 9.6 tells of them, if there is one. Common.java says how it is called.

import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.TypeFromAST;
import graphql.execution.ValuesResolver;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

public class Variables {
    static final int REQUESTS = 60;
    static final String[] QUERIES = {
        "query($a: Make!,\n  $b: [Make!]) { make(input: $a, more: $b) { id } }",
        "query($a: Int, $b: [Int!],\n  $c: [[Int]], $d: Float, $e: Boolean) { echo(n: $a, list: $b, grid: $c, f: $d, flag: $e) }",
        "query($a: Filter, $b: Kind) {\n  people(kind: $b, filter: $a) { id } }",
        "query($a: Make!,\n\n  $c: Wide) { make(input: $a, wide: $c) { id } }",
        "query($a: ID!, $b: String!) { search(both: $a, needed: $b) { __typename } }",
    };

    public static void main(String[] arguments) {
        GraphQLSchema schema = Common.schema(arguments[0]);
        List<String> cases = new ArrayList<>();
        for (String query : QUERIES) {
            OperationDefinition operation =
                    (OperationDefinition) new Parser().parseDocument(query).getDefinitions().get(0);
            List<VariableDefinition> definitions = operation.getVariableDefinitions();
            for (int seed = 0; seed < REQUESTS; seed++) {
                Generator generator = new Generator(new Random(seed));
                Map<String, Object> variables = new LinkedHashMap<>();
                for (VariableDefinition definition : definitions) {
                    if (!generator.rarely()) {
                        GraphQLType type = TypeFromAST.getTypeFromAST(schema, definition.getType());
                        variables.put(definition.getName(), generator.value(type, 2));
                    }
                }
                cases.add("{\"query\":" + Common.json(query) + ",\"variables\":" + Common.json(variables)
                        + ",\"errors\":[" + error(schema, definitions, variables) + "]}");
            }
        }
        Common.print(cases);
    }

    static String error(GraphQLSchema schema, List<VariableDefinition> definitions, Map<String, Object> variables) {
        try {
            new ValuesResolver().coerceArgumentValues(schema, definitions, variables);
            return "";
        } catch (GraphQLException exception) {
            GraphQLError error = (GraphQLError) exception;
            return Common.error(exception.getMessage(), error.getLocations());
        }
    }

    /** Values that fit their type, and now and then not: never those that only one of version
     *  9.6 and the specification takes, as a text for a number. */
    static class Generator {
        final Random random;

        Generator(Random random) {
            this.random = random;
        }

        boolean rarely() {
            return random.nextInt(12) == 0;
        }

        Object value(GraphQLType type, int depth) {
            if (rarely()) {
                return null;
            }
            if (type instanceof GraphQLNonNull) {
                return value(((GraphQLNonNull) type).getWrappedType(), depth);
            }
            if (type instanceof GraphQLList) {
                GraphQLType item = ((GraphQLList) type).getWrappedType();
                if (rarely()) {
                    return value(item, depth);
                }
                List<Object> items = new ArrayList<>();
                for (int count = random.nextInt(3); count > 0; count--) {
                    items.add(value(item, depth));
                }
                return items;
            }
            if (type instanceof GraphQLInputObjectType) {
                return rarely() ? misfit(type) : object((GraphQLInputObjectType) type, depth);
            }
            if (rarely()) {
                return misfit(type);
            }
            if (type instanceof GraphQLEnumType) {
                return random.nextBoolean() ? "A" : "B";
            }
            switch (type.getName()) {
                case "Int":
                    return random.nextInt(100);
                case "Float":
                    return random.nextBoolean() ? (Object) 1.5 : 7;
                case "Boolean":
                    return random.nextBoolean();
                case "ID":
                    return random.nextBoolean() ? (Object) "i" : 7;
                default:
                    return "t";
            }
        }

        Object misfit(GraphQLType type) {
            if (type instanceof GraphQLInputObjectType) {
                return one(Collections.singletonMap("a", 1), new ArrayList<>(List.of("x", 1)), true, 1.5, "text", 99999999999L);
            }
            switch (type.getName()) {
                case "Kind":
                case "Int":
                    return one(true, 1.5, "C", 99999999999L);
                case "Float":
                    return one(true, "C");
                case "ID":
                    return true;
                default:
                    return null;
            }
        }

        Object one(Object... choices) {
            return choices[random.nextInt(choices.length)];
        }

        Object object(GraphQLInputObjectType type, int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            List<GraphQLInputObjectField> fields = new ArrayList<>(type.getFields());
            Collections.shuffle(fields, random);
            boolean isComplete = !rarely();
            for (GraphQLInputObjectField field : fields) {
                boolean isRequired = GraphQLTypeUtil.isNonNull(field.getType());
                if (isRequired ? isComplete || random.nextBoolean() : depth > 0 && random.nextBoolean()) {
                    members.put(field.getName(), value(field.getType(), depth - 1));
                }
                if (rarely() && rarely()) {
                    members.put("nope", 1);
                }
            }
            return members;
        }
    }
}
