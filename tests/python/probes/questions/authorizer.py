"""Answers of an authorizer that AWS documents nothing about."""

from ..question import Question, asks

# By the open question that each belongs to; 0 for none.
ANSWERS = {
    1: [
        "number-in-context",
        "boolean-in-context",
        "null-in-context",
        "object-in-context",
        "list-in-context",
        "text-context",
        "list-context",
        "huge-context",
    ],
    3: ["null-denied", "null-ttl", "null-context"],
    4: ["empty", "null", "list", "text", "text-authorized", "number-authorized", "null-authorized"],
    5: ["sleeps"],
    14: ["bare", "empty-context"],
    0: [
        "ok",
        "deny",
        "deny-with-context",
        "other-members",
        "text-denied",
        "number-denied",
        "text-ttl",
        "fraction-ttl",
        "throws",
        "throws-without-message",
        "throws-unauthorized",
    ],
}

QUESTIONS = [
    Question(
        f"the authorizer's answer {name}",
        [asks("{ identity }", token=name)],
        open_questions=[number] if number else [],
    )
    for number, names in ANSWERS.items()
    for name in names
]
