"""How is a letter written fast that differs from the last one only in what its lines say?

WeasyPrint lays out and writes one letter of a shape; the next ones of that shape get their own lines of text, glyphs
and fonts put into the same file. The result is the same bytes as if WeasyPrint had laid it out, or it is not used.
"""
