"""What AppSync says through a WebSocket."""

from ..question import Conversation, Operation

# By the open question 17 an authorizer that fails, and the answers that refuse.
REFUSALS = (
    "throws",
    "throws-without-message",
    "throws-unauthorized",
    "sleeps",
    "deny",
    "empty",
    "null",
)
# By the open question 19 what a subscription's resolver answers to its field of type Item.
RESOLVED = (
    "null",
    "ok",
    "empty-object",
    "without-id",
    "object-as-text",
    "text",
    "list",
    "throws",
    "throws-without-message",
    "throws-unauthorized",
)
# All of it is selected, for a subscription gets no more than its mutation selects.
SELECTED = "{ id name answer must child { name must } children { id name } named { name } }"


def subscription(field, selected=SELECTED, token="ok"):
    return Operation(
        f"subscription($answer: String) {{ {field}(answer: $answer) {selected} }}", token
    )


def mutation(selected=SELECTED, token="ok"):
    return Operation(f"mutation($answer: String) {{ publish(answer: $answer) {selected} }}", token)


def denied(title, answer, selected=SELECTED):
    """An event for a subscriber who may not see all of it."""
    subscribed = subscription("onPublished", selected, answer)
    return Conversation(
        title, subscription=subscribed, mutation=mutation(), answer="ok", open_questions=[18]
    )


CONNECTIONS = [
    *(
        Conversation(f"a connection with its credentials {place}", credentials=place)
        for place in ("in the address", "in the protocol", "in headers")
    ),
    Conversation("a connection without a token", token=None),
    *(
        Conversation(
            f"a connection and the authorizer's answer {name}", token=name, open_questions=[17]
        )
        for name in REFUSALS
    ),
    Conversation("a refused connection by the protocol", "deny", "in the protocol"),
    Conversation("a failed connection by the protocol", "throws", "in the protocol"),
]

STARTS = [
    *(
        Conversation(
            f"a start and the authorizer's answer {name}",
            subscription=subscription("onPublished", token=name),
            open_questions=[17],
        )
        for name in REFUSALS
    ),
    Conversation(
        "a start of an invalid document",
        subscription=subscription("onPublished", "{ nothing }"),
    ),
    Conversation("a start of a query", subscription=Operation("{ identity }")),
]

DELIVERIES = [
    Conversation(
        "an event as it should be",
        subscription=subscription("onPublished"),
        mutation=mutation(),
        answer="ok",
    ),
    Conversation(
        "an event without what the subscription selects",
        subscription=subscription("onPublished", "{ id name answer must }"),
        mutation=mutation("{ id answer }"),
        answer="ok",
    ),
    denied("a denied subscription", "deny-subscription"),
    denied("an event with denied fields at every depth", "deny-name"),
    denied("an event with a field denied on an interface", "deny-interface"),
    denied("an event with a denied field that can't be null", "deny-non-null"),
    denied(
        "an event with a denied field below a nullable one that can't be null itself",
        "deny-non-null",
        "{ id answer child { name must } }",
    ),
    Conversation(
        "an event of a mutation with denied fields",
        subscription=subscription("onPublished"),
        mutation=mutation(token="deny-name"),
        answer="ok",
        open_questions=[18],
    ),
]

RESOLVERS = [
    Conversation(
        f"a subscription's resolver with the answer {name}",
        subscription=subscription("onResolved"),
        mutation=mutation(),
        answer=name,
        open_questions=[19],
    )
    for name in RESOLVED
]

CONVERSATIONS = [*CONNECTIONS, *STARTS, *DELIVERIES, *RESOLVERS]
