"""Answers of a direct resolver with batches of up to three."""

from ..question import Question, asks

LISTS = (
    "answer-null",
    "answer-object",
    "answer-text",
    "one-too-few",
    "one-too-many",
    "none",
    "throws",
    "throws-unauthorized",
)
ITEMS = (
    "ok",
    "null",
    "text",
    "item-null",
    "item-empty",
    "item-number",
    "item-list",
    "item-unwrapped",
    "item-other-members",
    "error",
    "error-with-data",
    "error-with-info",
    "error-without-message",
    "error-with-empty-message",
    "error-without-type",
    "error-unauthorized",
    "error-number",
)


def aliases(count, operation=""):
    fields = " ".join(f'a{index}: batched(answer: "size") {{ id }}' for index in range(count))
    return f"{operation} {{ {fields} }}"


def of(name):
    return f'{{ a: batched(answer: "{name}") {{ id }} b: batched {{ id }} }}'


QUESTIONS = [
    *(Question(f"a list with {name}", [asks(of(name))], open_questions=[21]) for name in LISTS),
    *(Question(f"an item with {name}", [asks(of(name))]) for name in ITEMS),
    Question("how many aliases of a query's field share a call", [asks(aliases(5))]),
    Question("how many aliases of a mutation's field do", [asks(aliases(3, "mutation"))]),
]
