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
    resolvers,
    scalars,
    transport,
    validation,
)

ALL = [
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

# The open questions that need a WebSocket.
NOT_ASKED = (17, 18, 19)

REMAINING = """\
Not asked here, because the local AppSync has no channel for it yet:
- an authorizer that fails on the connection and on a start (17);
- denied fields below the root of what a subscription delivers (18);
- the resolver of a subscription that returns data (19).
Nor what needs load: throttling."""
