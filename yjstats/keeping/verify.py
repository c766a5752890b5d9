"""Verify what lies in a project against the manifest of its last build."""

from pathlib import Path

from yjstats.errors import Fault
from yjstats.keeping.copies import MARK
from yjstats.keeping.manifest import Manifest, entry, inputs_of, key_of, read_manifest, versions
from yjstats.keeping.staging import WHOLE
from yjstats.paths import Project


def output_faults(project: Project) -> list[Fault]:
    """Return the outputs that are not what the last build wrote, and what was cut off.

    Notebooks are a person's as much as the program's: an edited one is no fault, and the next
    build runs it again.

    Returns
    -------
    list of Fault
        Checks `bad_manifest`, `output_missing`, `output_edited`, `unfinished`.
    """
    cut = (project.copies / MARK, project.stage / WHOLE)
    faults = [Fault("unfinished", project.name(path)) for path in cut if path.is_file()]
    if not project.manifest.exists():
        return faults
    manifest = read_manifest(project)
    if manifest is None:
        return [*faults, Fault("bad_manifest", project.name(project.manifest))]
    for name, state in states(project, manifest).items():
        if state == "missing":
            faults.append(Fault("output_missing", name))
        elif state == "edited" and not name.endswith(".ipynb"):
            faults.append(Fault("output_edited", name))
    return faults


def states(project: Project, manifest: Manifest) -> dict[str, str]:
    """Return for each output of the manifest whether it is `same`, `edited` or `missing`."""
    found = {}
    for name, told in manifest.outputs.items():
        path = project.root / Path(name)
        if not path.is_file():
            found[name] = "missing"
        else:
            found[name] = "same" if entry(path)["sha256"] == told["sha256"] else "edited"
    return found


def changed_since(project: Project) -> list[str]:
    """Return what has changed since the last build, so that the outputs are stale.

    Returns
    -------
    list of str
        Names of inputs that are new, gone or different, then of versions that differ; where there
        are none, of outputs that the last build left alone, such as those of the other language.
        Empty where the outputs are up to date or nothing was ever built.
    """
    manifest = read_manifest(project)
    if manifest is None:
        return []
    inputs, made_with = inputs_of(project), versions()
    return inputs_changed(project) or [
        name
        for name, told in manifest.outputs.items()
        if not name.endswith(".ipynb")
        and told.get("key") != key_of(inputs, made_with, str(told.get("lang")))
    ]


def inputs_changed(project: Project) -> list[str]:
    """Return the inputs and the versions that are not those of the last build; none if none."""
    manifest = read_manifest(project)
    if manifest is None:
        return []
    now = {name: found["sha256"] for name, found in inputs_of(project).items()}
    then = {name: found["sha256"] for name, found in manifest.inputs.items()}
    made_with = versions()
    return [
        *(name for name in sorted({*now, *then}) if now.get(name) != then.get(name)),
        *(name for name in made_with if made_with[name] != manifest.versions.get(name)),
    ]
