"""Serves moto on a port of 127.0.0.1, one request after the other.

moto checks the condition of a write and writes in two steps, so that of two requests at
once both may pass, which DynamoDB rules out. Its own command serves them at once.
"""

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple


def main() -> None:
    application = DomainDispatcherApplication(create_backend_app)
    run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=False)


if __name__ == "__main__":
    main()
