"""How a paper comes about: the wording in dated versions, a small safe template language, and the PDF."""
