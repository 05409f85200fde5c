"""Worksheets on paper: HTML from templates, drawn by WeasyPrint, its form mended with pikepdf."""

SCHEME = "handboek:"
"""What the addresses of everything that is drawn with begin with (see `assets`)."""
