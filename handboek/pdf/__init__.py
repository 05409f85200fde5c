"""Worksheets on paper: HTML from templates, drawn by WeasyPrint, its form mended with pikepdf."""
