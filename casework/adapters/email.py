"""E-mail through the office's own mail server (Django's EMAIL_* settings); the receiver's address is the sender."""

import smtplib

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from casework.adapters.envelope import Envelope, Outcome


def deliver(envelope: Envelope) -> Outcome:
    """One mail, everybody in blind copy; the Message-ID stays the same over all tries of a message."""
    to = sorted({post.user.email for post in envelope.holders() if post.user.email})
    if not to:
        return Outcome(True, "0")
    headers = {"Message-ID": f"<{envelope.key}@angui>", "Auto-Submitted": "auto-generated"}
    text = envelope.payload["text"]
    mail = EmailMessage(text, text, envelope.address, bcc=to, headers=headers)
    try:
        mail.send()
    except smtplib.SMTPResponseException as error:
        return Outcome(False, f"SMTP {error.smtp_code}")
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(False, _("连接不上（%(why)s）") % {"why": type(error).__name__}, reachable=False)
    return Outcome(True, str(len(to)))
