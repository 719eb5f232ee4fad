"""An annex of a document, counties × indicators, in a spreadsheet or text file → ``core.annex``."""
