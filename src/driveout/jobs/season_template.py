"""The workbook template that the office hands out: `python -m driveout.jobs.season_template` makes it anew."""

from pathlib import Path

TEMPLATE = Path(__file__).parents[1] / "office" / "static" / "office" / "season-template.xlsx"


if __name__ == "__main__":
    from driveout.outside.season_template import write_template

    write_template(TEMPLATE)
