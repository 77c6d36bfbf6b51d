"""Which way leads to whom: as the settings say, and the console where they say nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from driveout.outside.messages.console import Console
from driveout.outside.messages.letter import Sender
from driveout.outside.messages.sms_gateway import LONGEST_NAME, LONGEST_NUMBER, SmsGateway
from driveout.outside.messages.smtp import Smtp

SECURITY = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator set. An empty `smtp_host` or `sms_url`: that way leads to the console."""

    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = ""
    mail_from: str = ""
    sms_url: str = ""
    sms_token: str = ""
    sms_from: str = "DriveOut"

    def faults(self) -> list[str]:
        """What is wrong with them, each as advice; empty when nothing is."""
        found = []
        if self.smtp_host and "@" not in self.mail_from:
            found.append("Set DRIVEOUT_MAIL_FROM to the address that mails come from, such as cafe@example.org.")
        if self.smtp_security not in SECURITY:
            found.append(f"DRIVEOUT_SMTP_SECURITY is one of {', '.join(SECURITY)}.")
        if self.sms_url and not self.sms_token:
            found.append("Set DRIVEOUT_SMS_TOKEN to the gateway's token.")
        if self.sms_url and not self.sms_url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            found.append("DRIVEOUT_SMS_URL begins with https://: the token goes along with every message.")
        if not is_sender(self.sms_from):
            found.append("DRIVEOUT_SMS_FROM is at most 11 letters and digits, or at most 15 digits.")
        return found


def is_sender(name: str) -> bool:
    """Can a phone show it as who sent a text message?"""
    digits = name.isascii() and name.isdigit()
    return len(name) <= (LONGEST_NUMBER if digits else LONGEST_NAME) and bool(re.fullmatch(r"[A-Za-z0-9 ]+", name))


def senders(settings: Settings) -> Mapping[str, Sender]:
    """Channel → who sends on it."""
    mail: Sender = Console()
    sms: Sender = Console()
    if settings.smtp_host:
        mail = Smtp(
            host=settings.smtp_host,
            port=settings.smtp_port,
            sender=settings.mail_from,
            security=settings.smtp_security,
            user=settings.smtp_user,
            password=settings.smtp_password,
        )
    if settings.sms_url:
        sms = SmsGateway(url=settings.sms_url, token=settings.sms_token, sender=settings.sms_from)
    return {"mail": mail, "sms": sms}
