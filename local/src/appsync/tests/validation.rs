//! Documents and variables that are refused, in graphql-java's words.

use serde_json::{Value, json};

use super::{Stack, api};

#[tokio::test]
async fn each_violation_has_its_message() {
    let cases = [
        (
            "{ me { friend { nope } } }",
            "FieldUndefined: Field 'nope' in type 'Person' is undefined @ 'me/friend/nope'",
        ),
        (
            "{ node { id } }",
            "MissingFieldArgument: Missing field argument id @ 'node'",
        ),
        (
            "{ me(x: 1) { id } }",
            "UnknownArgument: Unknown field argument x @ 'me'",
        ),
        (
            "{ me { ... on Nothing { id } } }",
            "UnknownType: Unknown type Nothing @ 'me'",
        ),
        (
            "{ me }",
            "SubSelectionRequired: Sub selection required for type Person of field me @ 'me'",
        ),
        (
            "{ me { id { x } } }",
            "SubSelectionNotAllowed: Sub selection not allowed on leaf type null of field id @ 'me/id'",
        ),
        (
            "{ me { name { x } } }",
            "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field name @ 'me/name'",
        ),
        (
            "{ people }",
            "SubSelectionRequired: Sub selection required for type null of field people @ 'people'",
        ),
        (
            "{ echo(n: $x) }",
            "UndefinedVariable: Undefined variable x @ 'echo'",
        ),
        (
            "query($x: Int) { echo }",
            "UnusedVariable: Unused variable x",
        ),
        (
            "{ echo } fragment F on Person { id }",
            "UnusedFragment: Unused fragment F",
        ),
        (
            "{ me { ...F } }",
            "UndefinedFragment: Undefined fragment F @ 'me'",
        ),
        (
            "{ echo @nope }",
            "UnknownDirective: Unknown directive nope @ 'echo'",
        ),
        (
            "{ echo(n: \"1\") }",
            "WrongType: argument 'n' with value 'StringValue{value='1'}' is not a valid 'Int' @ 'echo'",
        ),
        (
            "{ echo(n: 2147483648) }",
            "WrongType: argument 'n' with value 'IntValue{value=2147483648}' is not a valid 'Int' @ 'echo'",
        ),
        (
            "{ people(kind: C) { id } }",
            "WrongType: argument 'kind' with value 'EnumValue{name='C'}' is not a valid 'Kind' @ 'people'",
        ),
        (
            "{ echo(json: {a: 1}) }",
            "WrongType: argument 'json' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}' is not a valid 'AWSJSON' @ 'echo'",
        ),
        (
            "{ echo(date: \"1970-02-30\") }",
            "WrongType: argument 'date' with value 'StringValue{value='1970-02-30'}' is not a valid 'AWSDate' @ 'echo'",
        ),
        (
            "mutation { create(input: {}) { id } }",
            "WrongType: argument 'input' with value 'ObjectValue{objectFields=[]}' is missing required fields '[kind]' @ 'create'",
        ),
        (
            "mutation { create(input: {kind: A, x: 1}) { id } }",
            "WrongType: argument 'input' with value 'ObjectValue{objectFields=[ObjectField{name='kind', value=EnumValue{name='A'}}, ObjectField{name='x', value=IntValue{value=1}}]}' contains a field not in 'CreateInput': 'x' @ 'create'",
        ),
        (
            "{ me { x: id x: name } }",
            "FieldsConflict: x: fields have different nullability shapes @ 'me'",
        ),
        (
            "{ me { x: name x: born } }",
            "FieldsConflict: x: they return differing types String and AWSDateTime @ 'me'",
        ),
        (
            "{ me { x: friend { id } x: friends { id } } }",
            "FieldsConflict: x: fields have different list shapes @ 'me'",
        ),
        (
            "{ x: me { id } x: bag { must } }",
            "FieldsConflict: x: me and bag are different fields",
        ),
        (
            "{ me { f: friend { x: name y: age } f: friend { x: kind y: born } } }",
            "FieldsConflict: f: (x: they return differing types String and Kind, y: they return differing types Int and AWSDateTime) @ 'me'",
        ),
        (
            "{ me { ...F } } fragment F on Person { a: friend { x: name } ... on Node { ... on Person { a: friend { ...G } } } } fragment G on Person { x: age }",
            "FieldsConflict: a: (x: they return differing types String and Int) @ 'me'",
        ),
        (
            "{ a: people(limit: 1) { id } a: people(limit: 2) { id } }",
            "FieldsConflict: a: they have differing arguments",
        ),
        (
            "{ search { ... on Person { x: age } ... on Robot { x: model } } }",
            "FieldsConflict: x: they return differing types Int and String @ 'search'",
        ),
        (
            "{ search { ... on Person { x: note } ... on Robot { x: model } } }",
            "FieldsConflict: x: fields have different nullability shapes @ 'search'",
        ),
        (
            "mutation { create(input: {kind: C}) { id } }",
            "WrongType: argument 'input.kind' with value 'EnumValue{name='C'}' is not a valid 'Kind' @ 'create'",
        ),
        (
            "mutation { create(input: {kind: A, nested: {kind: A, data: 1}}) { id } }",
            "WrongType: argument 'input.nested.data' with value 'IntValue{value=1}' is not a valid 'AWSJSON' @ 'create'",
        ),
        (
            "mutation { create(input: {kind: null}) { id } }",
            "WrongType: argument 'input.kind' with value 'NullValue{}' must not be null @ 'create'",
        ),
        (
            "mutation { create(input: 1) { id } }",
            "WrongType: argument 'input' with value 'IntValue{value=1}' must be an object type @ 'create'",
        ),
        (
            "{ echo(list: [1, \"2\"]) }",
            "WrongType: argument 'list[1]' with value 'StringValue{value='2'}' is not a valid 'Int' @ 'echo'",
        ),
        (
            "{ node(id: null) { id } }",
            "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'node'",
        ),
        (
            "query A { echo } query A { echo }",
            "DuplicateOperationName: There can be only one operation named 'A'",
        ),
        (
            "query($x: Int, $x: Int) { echo(n: $x) }",
            "DuplicateVariableName: There can be only one variable named 'x'",
        ),
        (
            "query($x: Int) { node(id: $x) { id } }",
            "VariableTypeMismatch: Variable type 'Int' doesn't match expected type 'ID!' @ 'node'",
        ),
        (
            "query($x: ID) { node(id: $x) { id } }",
            "VariableTypeMismatch: Variable type 'ID' doesn't match expected type 'ID!' @ 'node'",
        ),
        (
            "query($x: Int = 3) { node(id: $x) { id } }",
            "VariableTypeMismatch: Variable type 'Int!' doesn't match expected type 'ID!' @ 'node'",
        ),
        (
            "query($x: Int) { echo(list: [1, $x]) }",
            "VariableTypeMismatch: Variable type 'Int' doesn't match expected type 'Int!' @ 'echo'",
        ),
        (
            "query($x: Int) { people(filter: {deep: {name: $x}}) { id } }",
            "VariableTypeMismatch: Variable type 'Int' doesn't match expected type 'String' @ 'people'",
        ),
        (
            "mutation($x: Kind) { ...F } fragment F on Mutation { create(input: {kind: $x}) { id } }",
            "VariableTypeMismatch: Variable type 'Kind' doesn't match expected type 'Kind!' @ 'F/create'",
        ),
        (
            "query($x: Int = \"a\") { echo(n: $x) }",
            "BadValueForDefaultArg: Bad default value StringValue{value='a'} for type Int",
        ),
        (
            "query($x: AWSDate = 1) { echo(date: $x) }",
            "BadValueForDefaultArg: Bad default value IntValue{value=1} for type AWSDate",
        ),
        (
            "query A { echo } type Foo { a: Int }",
            "NonExecutableDefinition: The Foo definition is not executable.",
        ),
        (
            "query A { echo } schema { query: Query }",
            "NonExecutableDefinition: The schema definition is not executable.",
        ),
        (
            "query A { echo } directive @x on FIELD",
            "NonExecutableDefinition: The provided definition is not executable.",
        ),
        (
            "query A { echo } { me { id } }",
            "LoneAnonymousOperationViolation: Anonymous operation with other operations.",
        ),
        (
            "{ echo @include }",
            "MissingDirectiveArgument: Missing directive argument if @ 'echo'",
        ),
        (
            "query @include(if: true) { echo }",
            "MisplacedDirective: Directive include not allowed here",
        ),
        (
            "{ search { ... on Bag { must } } }",
            "InvalidFragmentType: Fragment cannot be spread here as objects of type Result can never be of type Bag @ 'search'",
        ),
        (
            "{ me { ...A } } fragment A on Person { ...A }",
            "FragmentCycle: Fragment cycles not allowed @ 'A'",
        ),
        (
            "{ me { ... on Kind { __typename } } }",
            "InlineFragmentTypeConditionInvalid: Inline fragment type condition is invalid, must be on Object/Interface/Union @ 'me'",
        ),
        (
            "{ me { ...F } } fragment F on Kind { id }",
            "FragmentTypeConditionInvalid: Fragment type condition is invalid, must be on Object/Interface/Union @ 'F'",
        ),
        (
            "{ me { ...F } } fragment F on Nothing { id }",
            "UnknownType: Unknown type Nothing @ 'F'",
        ),
        (
            "query($x: [Nothing!]) { echo(n: $x) }",
            "UnknownType: Unknown type Nothing",
        ),
        (
            "{ echo(n: 1, n: 2) }",
            "DuplicateArgumentNames: There can be only one argument named 'n' @ 'echo'",
        ),
        (
            "{ people(filter: {name: \"a\", name: \"b\"}) { id } }",
            "UniqueObjectFieldName: There can be only one field named 'name' @ 'people'",
        ),
        (
            "{ me { ...F } } fragment F on Person { id } fragment F on Person { id }",
            "DuplicateFragmentName: There can be only one fragment named 'F' @ 'F'",
        ),
        (
            "{ echo @include(if: true) @include(if: true) }",
            "DuplicateDirectiveName: Non repeatable directives must be uniquely named within a location. The directive 'include' used on a 'Field' is not unique. @ 'echo'",
        ),
        (
            "subscription A { onCreate(owner: 1) { id } other: onCreate(owner: 2) { id } }",
            "SubscriptionMultipleRootFields: Subscription operation 'A' must have exactly one root field",
        ),
        (
            "subscription { ...F } fragment F on Subscription { __typename }",
            "SubscriptionIntrospectionRootField: Subscription operation 'null' root field '__typename' cannot be an introspection field",
        ),
    ];
    let stack = Stack::resolving(api(), |_| Value::Null);
    for (query, message) in cases {
        let body =
            json!({ "query": query, "operationName": query.contains("query A").then_some("A") });
        let answer = stack.post(body.to_string()).await;
        assert_eq!(answer.json()["data"], Value::Null, "{query}");
        assert_eq!(
            answer.messages(),
            [format!("Validation error of type {message}")],
            "{query}"
        );
        assert_eq!(answer.json()["errors"][0].get("errorType"), None, "{query}");
    }
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

#[tokio::test]
async fn a_variable_of_a_type_for_answers_is_refused_as_such_first() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let body = json!({"query": "query($x: Person) { echo(n: $x) }"});
    assert_eq!(
        stack.post(body.to_string()).await.messages(),
        [
            "Validation error of type NonInputTypeOnVariable: Wrong type for a variable",
            "Validation error of type VariableTypeMismatch: Variable type 'Person' doesn't match expected type 'Int' @ 'echo'"
        ]
    );
}

#[tokio::test]
async fn each_variable_that_does_not_fit_has_its_message() {
    let create = "mutation($i: CreateInput!) { create(input: $i) { id } }";
    let cases = [
        (
            "query($x: ID!) { node(id: $x) { id } }",
            json!({}),
            "Variable 'x' has coerced Null value for NonNull type 'ID!'",
        ),
        (
            "query($x: ID!) { node(id: $x) { id } }",
            json!({ "x": null }),
            "Variable 'x' has coerced Null value for NonNull type 'ID!'",
        ),
        (
            create,
            json!({ "i": {} }),
            "Variable 'i' has coerced Null value for NonNull type 'Kind!'",
        ),
        (
            create,
            json!({ "i": { "kind": "C" } }),
            "Variable 'kind' has an invalid value. Invalid input for Enum 'Kind'. No value found for name 'C'",
        ),
        (
            create,
            json!({ "i": { "kind": "A", "x": 1 } }),
            "The variables input contains a field name 'x' that is not defined for input object type 'CreateInput' ",
        ),
        (
            create,
            json!({ "i": 1 }),
            "Variable 'i' has an invalid value. Expected type 'Map' but was 'Integer'. Variables for input objects must be an instance of type 'Map'.",
        ),
        (
            create,
            json!({ "i": { "kind": "A", "nested": { "kind": "A", "data": "{" } } }),
            "Variable 'data' has an invalid value. Unable to parse `{` as a valid JSON.",
        ),
        (
            create,
            json!({ "i": { "kind": "A", "nested": {} } }),
            "Variable 'i' has coerced Null value for NonNull type 'Kind!'",
        ),
        (
            create,
            json!({ "i": { "kind": "A", "data": { "a": [1, null], "b": {} } } }),
            "Variable 'data' has an invalid value. Unable to parse `{a=[1, null], b={}}` as a valid JSON.",
        ),
        (
            "query($d: AWSDate) { echo(date: $d) }",
            json!({ "d": "today" }),
            "Variable 'd' has an invalid value. Unable to parse `today` as a valid date.",
        ),
        (
            "query($d: AWSDateTime) { echo(at: $d) }",
            json!({ "d": "now" }),
            "Variable 'd' has an invalid value. Unable to parse `now` as a valid DateTime Object.",
        ),
        (
            "query($n: Int) { echo(n: $n) }",
            json!({ "n": "1" }),
            "Variable 'n' has an invalid value. Expected type 'Int' but was 'String'.",
        ),
        (
            "query($n: Int) { echo(n: $n) }",
            json!({ "n": 2_147_483_648_i64 }),
            "Variable 'n' has an invalid value. Expected type 'Int' but was 'Long'.",
        ),
    ];
    let stack = Stack::resolving(api(), |_| Value::Null);
    for (query, variables, message) in cases {
        let answer = stack.query_with(query, variables.clone()).await;
        assert_eq!(answer.messages(), [message], "{query} {variables}");
        let error = &answer.json()["errors"][0];
        assert_eq!(error["path"], Value::Null, "{query}");
        if message.starts_with("The variables input") {
            assert_eq!(error["locations"], Value::Null, "{query}");
        } else {
            assert_eq!(error["locations"][0]["line"], 1, "{query}");
        }
    }
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

#[tokio::test]
async fn only_the_first_variable_that_does_not_fit_is_told() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "query($n: Int, $d: AWSDate) { echo(n: $n, date: $d) }";
    let answer = stack
        .query_with(query, json!({ "n": "1", "d": "today" }))
        .await;
    assert_eq!(
        answer.messages(),
        ["Variable 'n' has an invalid value. Expected type 'Int' but was 'String'."]
    );
}

#[tokio::test]
async fn a_conflict_has_the_places_of_all_its_fields() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "{ me { f: friend { x: name } f: friend { x: age } } }";
    let errors = stack.query(query).await.json()["errors"].clone();
    let columns: Vec<&Value> = errors[0]["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| &place["column"])
        .collect();
    assert_eq!(columns, [8, 30, 20, 42]);
    assert_eq!(errors.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_only_an_old_version_refuses_is_executed() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    for query in [
        "query($n: Int! = 3) { echo(n: $n) }",
        "query($t: String) { echo(text: $t) }",
        "query($f: String) { people(filter: {name: $f}) { id } }",
        "query($n: Int = 3) { echo(list: [$n]) }",
        "{ people(filter: {}) { id } }",
    ] {
        let answer = stack.query(query).await;
        assert_eq!(answer.json().get("errors"), None, "{query}");
    }
}

#[tokio::test]
async fn a_null_for_a_variable_with_a_default_stays_null() {
    let stack = Stack::resolving(
        api(),
        |context| json!({ "data": context["arguments"].to_string() }),
    );
    let query = "query($n: Int = 3) { echo(n: $n) }";
    for (variables, expected) in [
        (json!({ "n": null }), json!({ "n": null, "text": "x" })),
        (json!({}), json!({ "n": 3, "text": "x" })),
    ] {
        let answer = stack.query_with(query, variables).await.json();
        let arguments = answer["data"]["echo"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Value>(arguments).unwrap(), expected);
    }
}
