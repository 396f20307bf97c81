// What Documents.java and Variables.java have in common. The class path needs graphql-java 9.6
// and what it depends on (antlr4-runtime 4.7.2, slf4j-api):
//
//     javac -cp JARS -d CLASSES *.java
//     java -cp JARS:CLASSES Documents schema.graphql > documents.json
//     java -cp JARS:CLASSES Variables schema.graphql > variables.json

import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class Common {
    static GraphQLSchema schema(String file) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Node", type -> type.typeResolver(environment -> null))
                .type("Result", type -> type.typeResolver(environment -> null))
                .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(new File(file)), wiring);
    }

    static String error(String message, List<SourceLocation> locations) {
        List<String> places = new ArrayList<>();
        if (locations != null) {
            for (SourceLocation place : locations) {
                places.add("[" + place.getLine() + "," + place.getColumn() + "]");
            }
        }
        return "{\"message\":" + json(message) + ",\"places\":[" + String.join(",", places) + "]}";
    }

    /** JSON with a case a line. */
    static void print(List<String> cases) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .println("[\n" + String.join(",\n", cases) + "\n]");
    }

    static String json(Object value) {
        if (value instanceof Map) {
            return ((Map<?, ?>) value).entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List) {
            return ((List<?>) value).stream().map(Common::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String) {
            String escaped = ((String) value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            return "\"" + escaped + "\"";
        }
        return String.valueOf(value);
    }
}
