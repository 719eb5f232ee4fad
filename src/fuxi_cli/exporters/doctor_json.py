"""What ``fuxi doctor`` found, as JSON (``schemas/doctor.schema.json``)."""

from fuxi_cli import __version__
from fuxi_cli.core.diagnosis import STANDINGS, Diagnosis
from fuxi_cli.exporters import View, exact_json


def export(diagnosis: Diagnosis, view: View) -> bytes:  # noqa: ARG001
    return exact_json.dumps(
        {
            "tool": {"name": "fuxi", "version": __version__},
            "sound": diagnosis.sound,
            "counts": {standing: len(diagnosis.of(standing)) for standing in STANDINGS},
            "looks": [
                {
                    "id": look.id,
                    "section": look.section,
                    "name": look.name,
                    "found": look.found,
                    "standing": look.standing,
                    "remedy": look.remedy or None,
                }
                for look in diagnosis.looks
            ],
        }
    )
