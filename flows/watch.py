"""
Have Prefect's server tell the webhook of what a run cannot tell: it was killed or cancelled, or nobody was there to begin it.

Run it once the deployments are there, and again when the address of the webhook has changed: `python flows/watch.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from flow_settings import ROOT  # before Prefect, which reads its settings when it is imported

# isort: split
import click
import yaml
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.events import AutomationCore, EventTrigger, Posture, ResourceSpecification
from prefect.events.actions import ActionTypes, CallWebhook
from prefect.settings import get_current_settings
from prefect.types import SecretDict
from pydantic import SecretStr

from flow_records import WEBHOOK, asked
from leaddata.cli.commands import Command
from leaddata.cli.run import run
from leaddata.errors import UsageError

__all__ = ["WAIT", "main", "watch"]

WAIT = timedelta(hours=1)  # from the time of a run to the message that it has not begun
_NAME = "leaddata"
_ENDED = {"prefect.flow-run.Crashed", "prefect.flow-run.Cancelled"}
_LATE = {"prefect.flow-run.Late"}
# The fields of the messages that the runs themselves send.
_MESSAGE = """{
  "text": {{ ["leaddata ", flow.name | replace("leaddata-", ""), " ", BECAME, " (", flow_run.name, ")\\n",
              flow_run.state.message or WHY] | join | tojson }},
  "flow": {{ flow.name | replace("leaddata-", "") | tojson }},
  "run": {{ flow_run.name | tojson }},
  "run_id": {{ flow_run.id | string | tojson }},
  "state": "failed",
  "exit_code": 1,
  "address": {{ flow_run | ui_url | tojson }}
}"""


def watch(address: str | None, wait: timedelta = WAIT) -> list[str]:
    """
    Tell the server what to watch, in place of what it was told before, and return the names of what it does now.

    Args:
        address: Where the messages go; None to watch nothing.
        wait: How long a run may be late before that is told.
    """
    block = _kept(address)
    with get_client(sync_client=True) as client:
        for old in client.read_automations():
            if old.name.startswith(f"{_NAME}: "):
                client.delete_automation(old.id)
        told = list(_automations(block, wait)) if block else []
        for one in told:
            client.create_automation(one)
    return [one.name for one in told]


def _kept(address: str | None) -> UUID | None:
    """Have the server keep the address, encrypted, and return its id; or have it forget the one that it knows."""
    if not address:
        with suppress(ValueError):  # it knows none
            Webhook.delete(_NAME)
        return None
    block = Webhook(url=SecretStr(address), headers=SecretDict({"content-type": "application/json"}))
    return cast("UUID", block.save(_NAME, overwrite=True))


def _automations(block: UUID, wait: timedelta) -> Iterator[AutomationCore]:
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    names = [str(one["name"]) for one in described]
    of_a_run: dict[str, Any] = {
        "match": ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
        "match_related": ResourceSpecification({"prefect.resource.role": "deployment", "prefect.resource.name": names}),
        "for_each": {"prefect.resource.id"},
    }

    def tell(became: str, why: str) -> list[ActionTypes]:
        """Return what sends a message; both are expressions of Jinja."""
        return [CallWebhook(block_document_id=block, payload=_MESSAGE.replace("BECAME", became).replace("WHY", why))]

    yield AutomationCore(
        name=f"{_NAME}: a run was killed or cancelled",
        description="A run that cannot speak any more is told to the webhook.",
        trigger=EventTrigger(expect=_ENDED, posture=Posture.Reactive, threshold=1, **of_a_run),
        actions=tell("flow_run.state.name | lower", '"it did not say why"'),
    )
    yield AutomationCore(
        name=f"{_NAME}: a run has not begun",
        description="A run that nobody has begun is told to the webhook: no worker is there, or another run goes on.",
        trigger=EventTrigger(
            after=_LATE, expect={"prefect.flow-run.*"}, posture=Posture.Proactive, threshold=1, within=wait, **of_a_run
        ),
        actions=tell(
            '"late"', '"it was due " ~ (flow_run.expected_start_time | string)[:16] ~ " UTC, and nobody has begun it"'
        ),
    )


@click.command(cls=Command, examples=("python flows/watch.py", "LEADDATA_WEBHOOK_URL= python flows/watch.py"))
def main() -> None:
    """Have Prefect's server tell $LEADDATA_WEBHOOK_URL of runs that cannot; without an address, have it forget that."""
    address = os.environ.get(WEBHOOK)
    if address and not address.startswith(("http://", "https://")):
        # The rest of such an address is a secret.
        msg = "expected an address that begins with https://, got another one"
        raise UsageError(msg, at=WEBHOOK, next_step="set it to where messages go")
    if get_current_settings().api.url is None:
        msg = "expected the address of a server that stays, got none"
        raise UsageError(msg, at="PREFECT_API_URL", next_step="take the settings of flows/prefect.env into the shell")
    with asked():
        names = watch(address)
    click.echo("\n".join(names) or f"nothing is watched: {WEBHOOK} is not set")


if __name__ == "__main__":
    sys.exit(run(main, sys.argv[1:], program="python flows/watch.py"))
