"""The floor: a bare Typer command that reads every sheet through calamine and does nothing with it."""

import typer
from python_calamine import CalamineWorkbook

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def main(path: str) -> None:
    book = CalamineWorkbook.from_path(path)
    rows = sum(
        len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
    )
    typer.echo(rows)


app()
