"""The 通报 of a month in the layout of GB/T 9704: what it says (sentences, sections, tables) and how it stands on paper.

``sections`` puts a circular together as data (``blocks``), which ``paper`` lays out as a Word document; so that the
words can be read and tested without one.
"""
