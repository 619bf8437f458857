"""Instruments: all score sheets, in the order in which they are printed."""

from __future__ import annotations

from hsgleaflet.check.scores.cdc import CDC
from hsgleaflet.check.scores.discern import DISCERN
from hsgleaflet.check.scores.eqip import EQIP
from hsgleaflet.check.scores.ipdas import IPDAS
from hsgleaflet.check.scores.pemat import PEMAT

INSTRUMENTS = (PEMAT, CDC, EQIP, DISCERN, IPDAS)
