"""What the log says: a fault of ours stands out; what is none is one line; what goes on is said once in a while."""

import logging
import re
import time

from django.db import InterfaceError, OperationalError

SECRET = re.compile(r"(/h/)[\w-]{9,}")  # a receiver's link: its address is as good as a key
AGAIN_S = 60.0  # how often it is said that the database is still away


class Briefly(logging.Filter):
    """On the handler. Who was refused is a line, not a fault; and a database that is gone is one line a minute, however
    many ask meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.said_at, self.unsaid = -AGAIN_S, 0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if SECRET.search(said := record.getMessage()):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        if isinstance(error, (OperationalError, InterfaceError)):
            return self._is_time_to_say(record, error)
        refused = record.name.startswith("django.security")  # a name or a cookie that is not ours
        if refused or (record.name.startswith("django.") and record.levelno < logging.ERROR):
            record.exc_info = record.exc_text = None
        if refused and record.levelno > logging.WARNING:  # a stranger's mistake is no fault of ours
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True

    def _is_time_to_say(self, record: logging.LogRecord, error: Exception) -> bool:
        now = time.monotonic()
        if now - self.said_at < AGAIN_S:
            self.unsaid += 1
            return False
        first = str(error).strip().split("\n")[0]
        more = f" ({self.unsaid} more since the last such line)" if self.unsaid else ""
        record.msg, record.args = f"{record.getMessage()}: the database does not answer: {first}{more}", ()
        record.exc_info = record.exc_text = None
        self.said_at, self.unsaid = now, 0
        return True
