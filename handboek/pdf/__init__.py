"""Worksheets on paper: HTML from templates, drawn by WeasyPrint, its form mended with pikepdf.

A sheet goes through `sheet` (HTML), `draw.Press` (WeasyPrint, which prints pictograms as stamps: see `stamps`) and
`forms.finish` (one field for all places of a name). There `drawings.share` moves the place of a drawing into the page,

    /x7 Do   with in /x7:   1 0 0 1 40 80 cm   12 0 0 12 0 0 cm   /i0a1b2c3d4e5f0 Do
    becomes                 q   1 0 0 1 40 80 cm   12 0 0 12 0 0 cm   /i0a1b2c3d4e5f0 Do   Q

so that each is kept once, and `lines.redraw` gives a sheet in black lines other colours and other stamps.

Who draws: for `worksheets` and `all` the processes of `workers` (one or two sheets this process itself), the book a
process of its own (`book/build.py`), for `serve` one that stays (`live.py`), for all other commands this process. From
another process come PDFs, problems for the author, or an exception (`processes.told`); of one that the machine killed
nothing comes (`processes.killed`).
"""

SCHEME = "handboek:"
"""What the addresses of everything that is drawn with begin with (see `assets`)."""
