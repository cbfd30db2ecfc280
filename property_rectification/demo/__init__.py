"""A made-up district to look at and to test with: invented people, places and complaints, driven by the engine.

Nothing of it is loaded outside the demo mode. Names end in 样 or 例: nobody can take them for somebody.
"""
