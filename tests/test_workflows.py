"""What a CI service is asked to do: commands that there are, and nothing online that was not tested."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handboek import cli


@pytest.fixture(scope="module")
def workflows(root: Path) -> dict[str, dict[str, Any]]:
    """Each workflow by name, with every value as text."""
    files = sorted((root / ".github" / "workflows").glob("*.yml"))
    assert len(files) == 2
    return {file.stem: yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in files}


def test_every_command_is_one_of_ours(workflows: dict[str, dict[str, Any]], root: Path) -> None:
    lines = [step["run"] for flow in workflows.values() for job in flow["jobs"].values() for step in job["steps"]
             if "run" in step]
    lines += (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line.removeprefix("python3 build.py ") for line in lines if line.startswith("python3 build.py ")]
    assert len(commands) == 3
    for command in commands:
        # A number stands for what the service fills in, but for the address, which it quotes.
        words = re.sub(r"\$\{\{.*?\}\}", "1", command).replace('"$ADDRESS"', "https://een.example/map").split()
        cli._parser().parse_args(words)


def test_every_job_ends(workflows: dict[str, dict[str, Any]]) -> None:
    assert all(0 < int(job["timeout-minutes"]) <= 120 for flow in workflows.values() for job in flow["jobs"].values())


def test_only_what_was_tested_on_main_goes_online_and_nothing_stops_that_halfway(
        workflows: dict[str, dict[str, Any]]) -> None:
    build = workflows["build"]
    deploy = build["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"join", "test"}
    assert deploy["if"] == "github.ref == 'refs/heads/main'"  # of a pull request it is another
    assert deploy["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert "concurrency" not in build
    assert {"push", "pull_request"} <= build["on"].keys()
    assert [name for name, job in build["jobs"].items() if "write" in str(job.get("permissions"))] == ["deploy"]
