"""What came back, beside each other."""

import difflib
from concurrent.futures import ThreadPoolExecutor

from .question import Unanswered

# The local functions have ten environments, and some questions hold one for long.
AT_THE_SAME_TIME = 4


def compare(questions, endpoints, write):
    """Asks all questions of all endpoints.

    Whether each was answered, and the same by all where that is compared.
    """
    with ThreadPoolExecutor(AT_THE_SAME_TIME) as threads:
        asked = [
            (question, [threads.submit(endpoint.answers, question) for endpoint in endpoints])
            for question in questions
        ]
        verdicts = [report(question, endpoints, answers, write) for question, answers in asked]
    return all(verdicts)


def report(question, endpoints, answers, write):
    """Writes one question with its answers; whether all is well."""
    title = f"## {question.api}: {question.title}"
    try:
        first, *others = [answer.result() for answer in answers]
    except Unanswered as error:
        write(f"{title}: unanswered\n{error}\n")
        return False
    if not others:
        write("\n".join([title, *first, ""]))
        return True
    if others == [first]:
        write("\n".join([f"{title}: the same", *first, ""]))
        return True
    names = [endpoint.name for endpoint in endpoints]
    both = difflib.unified_diff(first, *others, *names, lineterm="", n=len(first))
    verdict = "different" if question.is_compared else "different, as only AWS has real time"
    write("\n".join([f"{title}: {verdict}", *both, ""]))
    return not question.is_compared
