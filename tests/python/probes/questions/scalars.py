"""Values of AppSync's scalars in arguments, at the edge of what is accepted."""

from ..question import Question, asks

VALUES = {
    "number: Int": ["1", 1.0, 1.5, 2147483648, True],
    "text: String": [1, True, ["a"], {"a": 1}],
    "at: AWSDateTime": [
        "2026-01-01T10:00:00",
        "2026-01-01T10:00Z",
        "1999-01-01T10:00:00.123456789Z",
        "2026-01-01T10:00:00+02:00",
        "2026-01-01T24:00:00Z",
        "2026-01-01 10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-01-01",
        1767261600,
    ],
    "date: AWSDate": ["2026-01-01", "2026-01-01Z", "2026-01-01+02:00", "2026-02-30", "2026-1-1"],
    "time: AWSTime": ["10:00:00", "10:00", "10:00:00Z", "10:00:00.1+02:00:30", "24:00:00"],
    "timestamp: AWSTimestamp": [0, -1, "1", 1.5, 4102444800],
    "email: AWSEmail": ["a@b.example", "a@b", "a b@c.example", '"a"@b.example', "a@[127.0.0.1]"],
    "url: AWSURL": [
        "https://a.example/",
        "mailto:a@b.example",
        "a.example",
        "https://a.example//b",
        "http://",
    ],
    "phone: AWSPhone": ["+49 30 123456", "555-555-5555", "030 123456", "5555", "+1 (555) 555-5555"],
    "address: AWSIPAddress": [
        "127.0.0.1",
        "127.0.0.1/8",
        "::1",
        "::1/128",
        "127.0.0.1/33",
        "1.2.3",
    ],
}

QUESTIONS = [
    Question(
        f"{kind} with {value!r}",
        [asks(f"query($v: {kind}) {{ arguments({name}: $v) }}", {"v": value})],
        open_questions=[23] if kind == "AWSDateTime" else [],
    )
    for place, values in VALUES.items()
    for name, kind in [place.split(": ")]
    for value in values
]
