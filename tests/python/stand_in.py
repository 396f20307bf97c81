"""What the stand-ins for AWS's control planes have in common."""

REGION = "eu-central-1"
ACCOUNT = "000000000000"


class Refusal(Exception):
    """An error as AWS answers it: status, code, and a sentence."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code = status, code
