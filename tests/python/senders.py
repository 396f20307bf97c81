"""The ways to invoke a function on this machine. Each returns the function's answer."""

import json
import subprocess

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SECONDS = 60


class NoAnswer(Exception):
    """The function failed or was not reached; the text says how."""


def cargo_lambda(port):
    """`cargo lambda invoke`, which takes the event from a file."""

    def send(function, event_file):
        command = ["cargo", "lambda", "invoke", function, "--output-format", "json"]
        command += ["--invoke-address", "127.0.0.1", "--invoke-port", str(port)]
        command += ["--data-file", str(event_file)]
        try:
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=SECONDS
            )
        except subprocess.CalledProcessError as error:
            raise NoAnswer(error.stderr.strip()) from error
        except subprocess.TimeoutExpired as error:
            raise NoAnswer(str(error)) from error
        return json.loads(done.stdout)

    return send


def aws_sdk(port):
    """boto3, AWS's own client of the Invoke API."""
    client = boto3.client(
        "lambda",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="eu-central-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(read_timeout=SECONDS, retries={"total_max_attempts": 1}),
    )

    def send(function, event_file):
        try:
            response = client.invoke(FunctionName=function, Payload=event_file.read_bytes())
            answer = response["Payload"].read()
        except (BotoCoreError, ClientError) as error:
            raise NoAnswer(str(error)) from error
        if "FunctionError" in response:
            raise NoAnswer(answer.decode())
        return json.loads(answer)

    return send


SENDERS = {"cargo-lambda": cargo_lambda, "boto3": aws_sdk}
