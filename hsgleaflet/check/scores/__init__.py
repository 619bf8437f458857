"""Score sheets: public instruments for patient information, item by item.

Comes in: what a reader will read, and what people answered. Goes out: for each item what the machine saw, what people
said and what is still open. It stands apart from the rules because an instrument judges a leaflet as a whole: a leaflet
without a fault may still lack what an instrument asks for.

Order inside: terms < subject < item < parts < text, whole < cdc, discern, eqip, ipdas, pemat < instruments < sheet <
paper.
"""
