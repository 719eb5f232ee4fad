"""Excel 97–2003 and Excel 95 workbooks (.xls, and WPS .et): a compound file that holds a stream of records.

``compound`` opens the container, ``records`` cuts the stream up, ``globals`` reads what holds for the whole workbook,
``worksheet`` one sheet. No count, size or offset in the file is believed: each is checked against the bytes that are
there, before memory is set aside.
"""
