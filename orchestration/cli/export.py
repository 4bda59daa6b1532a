"""`sijill export`: the published tables as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli import common


class Format(StrEnum):
    """What the files are."""

    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    HXL = "hxl"


def export(
    form: Annotated[Format, typer.Option("--format", "-f", help="What to write.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files; made if need be.")] = Path(),
    table: Annotated[
        list[str] | None,
        typer.Option("--table", "-t", help="Only this table (csv and parquet; may be given again); default: all."),
    ] = None,
) -> None:
    """Write the published tables as CSV or Parquet, or the events as GeoJSON or HXL-tagged CSV.

    Examples:

      sijill export --format csv -o out/ -t fct_event -t fct_casualty

      sijill export --format hxl -o out/
    """
    from orchestration.cli.query import published
    from orchestration.storage import exports

    output.mkdir(parents=True, exist_ok=True)
    with published(writes_files=True) as connection:
        known = {name: schema for schema, name in exports.tables(connection)}
        if unknown := sorted(set(table or ()) - set(known)):
            common.fail(f"no table {', '.join(unknown)}", f"known: {', '.join(known)}", common.USED_WRONGLY)
        if table and form in (Format.GEOJSON, Format.HXL):
            common.fail(f"--format {form.value} writes the events; leave --table out", status=common.USED_WRONGLY)
        written = []
        if form is Format.GEOJSON:
            written.append(output / exports.GEOJSON)
            exports.write_geojson(connection, written[-1])
        elif form is Format.HXL:
            written.append(output / f"{exports.HXL_TABLE}.csv")
            name = f"{known[exports.HXL_TABLE]}.{exports.HXL_TABLE}"
            exports.write_csv(connection, name, written[-1], exports.hxl_tags(connection))
        for name in (table or known) if form in (Format.CSV, Format.PARQUET) else ():
            written.append(output / f"{name}.{form.value}")
            exports.write_table(connection, f"{known[name]}.{name}", written[-1])
    for path in written:
        typer.echo(path)
