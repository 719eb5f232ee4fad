"""The parts of a report as one self-contained page: markup, tables, charts, style and script."""
