"""The workbook templates that the office hands out: `python -m driveout.jobs.season_template` makes them anew."""

from pathlib import Path

HERE = Path(__file__).parents[1] / "office" / "static" / "office"
TEMPLATE = HERE / "season-template.xlsx"
ENGLISH = HERE / "season-template-en.xlsx"


if __name__ == "__main__":
    from driveout.outside.season_template import write_template

    write_template(TEMPLATE)
    write_template(ENGLISH, "en")
