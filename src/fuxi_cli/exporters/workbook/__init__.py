"""The summary workbook, sheet by sheet. Each sheet's module has one function ``draw(book)``.

``matrix`` says where each reporter's figures stand on 县区进度, so that the other sheets can point there.
"""
