"""Everything that is asked, and what is not.

The numbers are those of the open questions in docs/appsync-fidelity.md.
"""

from . import (
    authorizer,
    batches,
    caching,
    context,
    credentials,
    denied_fields,
    limits,
    modes,
    realtime,
    resolvers,
    scalars,
    transport,
    validation,
)

BY_HTTP = [
    *transport.QUESTIONS,
    *credentials.QUESTIONS,
    *authorizer.QUESTIONS,
    *caching.QUESTIONS,
    *modes.QUESTIONS,
    *denied_fields.QUESTIONS,
    *context.QUESTIONS,
    *scalars.QUESTIONS,
    *resolvers.QUESTIONS,
    *batches.QUESTIONS,
    *validation.QUESTIONS,
    *limits.QUESTIONS,
]
BY_WEBSOCKET = realtime.CONVERSATIONS
ALL = [*BY_HTTP, *BY_WEBSOCKET]

REMAINING = "Not asked, because it needs load: throttling."
