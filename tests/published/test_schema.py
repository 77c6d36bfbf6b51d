"""The open answers are held to their own document, by another's tool: good and bad questions of each address."""

import pytest
import schemathesis
from django.test import override_settings
from hypothesis import HealthCheck, settings

from driveout.api.openapi import document
from driveout.config.wsgi import application
from tests.pace import examples
from tests.postgres import asked_for

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(asked_for(), reason="a whole answer closes the connection of the test"),
]
SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = application


@SCHEMA.parametrize()
@settings(max_examples=examples(20), deadline=None, suppress_health_check=list(HealthCheck))
@override_settings(ALLOWED_HOSTS=["*"])
def test_every_answer_is_as_the_document_says(case):
    case.call_and_validate(base_url="http://localhost", headers={"Accept-Encoding": "identity"})
