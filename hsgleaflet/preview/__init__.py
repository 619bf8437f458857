"""The preview: a page on this machine that shows leaflets while their files are written.

Order inside: guard, places, watch < drafts < answers, brand < desk < server.
"""
