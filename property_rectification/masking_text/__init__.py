"""The mask gate of texts for the public (§5.7, L-81): finds what leads to a person, and proposes what stands instead.

Pure: strings in, findings out. A finding knows its place and its kind, never the value itself.
"""
