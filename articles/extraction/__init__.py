"""Text in, proposals out: what an article's words say about countries, people, dates and its own parts.

No Django and no database. `pipeline.extract` runs the finders, one module each; what they know about a language stands
in lexicons/.
"""
