"""The whole handbook as one PDF book: the Markdown of the site → one HTML document → WeasyPrint."""
