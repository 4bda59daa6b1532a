"""`sijill ui`: the Dagster UI on this machine."""

import os
import sys
from typing import Annotated

import typer

from orchestration.cli import common


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; the UI has no log-in, so keep it local.")
    ] = "127.0.0.1",
) -> None:
    """Open the Dagster UI with the register's assets, checks, schedules and runs.

    It runs until Ctrl-C; schedules and the landing sensor run with it.

    Examples:

      sijill ui

      sijill --data /srv/register ui --port 3001
    """
    from orchestration.home import prepare_home
    from orchestration.settings import REPOSITORY

    settings = common.settings()
    home = prepare_home(settings)
    environment = os.environ | {"DAGSTER_HOME": str(home), "SIJILL_DATA": str(settings.data)}
    command = [sys.executable, "-m", "dagster", "dev", "-w", str(REPOSITORY / "workspace.yaml")]
    command += ["-h", host, "-p", str(port)]
    common.err.print(f"http://{host}:{port} (Ctrl-C ends it)", highlight=False)
    # the command becomes Dagster, so that signals reach it directly
    os.execve(sys.executable, command, environment)
