"""Krachtwerk handbook: YAML in, a searchable training website and fillable worksheets out."""
