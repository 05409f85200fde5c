"""The website: catalogue → Markdown (pure) → files → MkDocs → finished pages."""
